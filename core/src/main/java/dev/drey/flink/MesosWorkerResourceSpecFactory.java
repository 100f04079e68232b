/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.resourcemanager.WorkerResourceSpec;
import org.apache.flink.runtime.resourcemanager.WorkerResourceSpecFactory;

/** Worker sizes: cpus are taskmanager.cpu.cores, else mesos.resourcemanager.tasks.cpus, else the number of slots. */
final class MesosWorkerResourceSpecFactory extends WorkerResourceSpecFactory {

    @Override
    public WorkerResourceSpec createDefaultWorkerResourceSpec(Configuration configuration) {
        var cpus = TaskExecutorProcessUtils.getCpuCoresWithFallback(
                configuration, configuration.get(WorkerOptions.TASKS_CPUS));
        return workerResourceSpecFromConfigAndCpu(configuration, cpus);
    }
}
