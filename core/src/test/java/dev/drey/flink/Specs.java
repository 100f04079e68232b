/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.model.Amount;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;

/** Worker sizes for tests. */
final class Specs {
    static final WorkerConfig.Resources RESOURCES = new WorkerConfig.Resources(
            0, Amount.ZERO, Amount.ZERO, "network", List.of("taskmanager.data.port", "taskmanager.rpc.port"));

    private Specs() {}

    /** What Flink asks for under this configuration. */
    static TaskExecutorProcessSpec of(Configuration configuration) {
        return TaskExecutorProcessUtils.processSpecFromWorkerResourceSpec(
                configuration, new MesosWorkerResourceSpecFactory().createDefaultWorkerResourceSpec(configuration));
    }

    static TaskExecutorProcessSpec worker(String processMemory, double cpus) {
        return TaskExecutorProcessUtils.processSpecFromConfig(new Configuration()
                .set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.parse(processMemory))
                .set(TaskManagerOptions.CPU_CORES, cpus));
    }
}
