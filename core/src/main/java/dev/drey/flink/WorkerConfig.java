/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.placement.PlacementSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** What every worker is like, apart from what Flink's own options say. */
public record WorkerConfig(Resources resources, Start start, ContainerConfig container, PlacementSettings placement) {

    /**
     * Resources besides cpus and memory, which Flink computes.
     *
     * @param disk in MB
     * @param networkResource the name under which agents offer bandwidth
     * @param portKeys the configuration keys that each get one port, in the order of the ports
     */
    public record Resources(int gpus, int disk, int bandwidth, String networkResource, List<String> portKeys) {}

    /**
     * How a worker is started.
     *
     * @param flinkHome where Flink is installed on the agents; empty if it is to be sent to them
     * @param hostname what the worker calls itself, if not by the name of its agent; {@code _TASK_} is its task id
     * @param command shell command that starts it
     * @param bootstrap shell command to be run before
     * @param uris what else is fetched into its sandbox
     */
    public record Start(
            Optional<String> flinkHome,
            Optional<String> hostname,
            String command,
            Optional<String> bootstrap,
            List<String> uris,
            Map<String, String> labels,
            Optional<String> user) {}

    static WorkerConfig read(OptionReader reader) {
        checkCpus(reader);
        return new WorkerConfig(
                resources(reader), start(reader), ContainerConfig.read(reader), PlacementOptions.read(reader));
    }

    private static void checkCpus(OptionReader reader) {
        if (reader.get(MesosOptions.TASKS_CPUS) < 0) {
            reader.report(MesosOptions.TASKS_CPUS, "it is below zero", "0 means as many cpus as slots");
        }
    }

    private static Resources resources(OptionReader reader) {
        return new Resources(
                reader.notNegative(MesosOptions.TASKS_GPUS),
                reader.notNegative(MesosOptions.TASKS_DISK),
                reader.notNegative(MesosOptions.TASKS_BANDWIDTH),
                reader.text(MesosOptions.NETWORK_RESOURCE_NAME)
                        .orElse(MesosOptions.NETWORK_RESOURCE_NAME.defaultValue()),
                portKeys(reader));
    }

    private static List<String> portKeys(OptionReader reader) {
        var keys = new LinkedHashSet<String>();
        keys.add(NettyShuffleEnvironmentOptions.DATA_PORT.key());
        keys.add(TaskManagerOptions.RPC_PORT.key());
        keys.addAll(reader.items(MesosOptions.PORT_ASSIGNMENTS));
        return List.copyOf(keys);
    }

    private static Start start(OptionReader reader) {
        var flinkHome = reader.text(MesosOptions.TASKS_FLINK_HOME);
        flinkHome
                .filter(home -> !home.startsWith("/"))
                .ifPresent(home -> reader.report(
                        MesosOptions.TASKS_FLINK_HOME, "it is not an absolute path", "for instance /opt/flink"));
        return new Start(
                flinkHome,
                reader.text(MesosOptions.TASKS_HOSTNAME),
                reader.text(MesosOptions.TASKMANAGER_CMD).orElse(MesosOptions.TASKMANAGER_CMD.defaultValue()),
                reader.text(MesosOptions.BOOTSTRAP_CMD),
                reader.items(MesosOptions.TASKS_URIS),
                reader.optional(MesosOptions.TASKS_LABELS).orElse(Map.of()),
                reader.text(MesosOptions.TASKS_USER));
    }
}
