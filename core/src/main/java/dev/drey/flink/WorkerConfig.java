/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.model.Amount;
import dev.drey.placement.PlacementSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** What every worker is like, apart from what Flink's own options say. */
public record WorkerConfig(
        Resources resources,
        Start start,
        ContainerConfig container,
        SupervisionConfig supervision,
        PlacementSettings placement) {
    private static final long MEBIBYTE = 1 << 20;

    /**
     * Resources besides cpus and memory, which Flink computes.
     *
     * @param disk in MiB
     * @param bandwidth in the unit of the agents' resource
     * @param networkResource the name under which agents offer bandwidth
     * @param portKeys the configuration keys that each get one port, in the order of the ports
     */
    public record Resources(int gpus, Amount disk, Amount bandwidth, String networkResource, List<String> portKeys) {}

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
            List<FetchedUri> uris,
            Map<String, String> labels,
            Optional<String> user) {}

    static WorkerConfig read(OptionReader reader) {
        checkCpus(reader);
        var resources = resources(reader);
        return new WorkerConfig(
                resources,
                start(reader),
                ContainerConfig.read(reader),
                SupervisionConfig.read(reader, resources.portKeys()),
                PlacementOptions.read(reader));
    }

    private static void checkCpus(OptionReader reader) {
        if (reader.get(WorkerOptions.TASKS_CPUS) < 0) {
            reader.report(WorkerOptions.TASKS_CPUS, "it is below zero", "0 means as many cpus as slots");
        }
    }

    private static Resources resources(OptionReader reader) {
        return new Resources(
                reader.notNegative(WorkerOptions.TASKS_GPUS),
                disk(reader),
                bandwidth(reader),
                reader.text(WorkerOptions.NETWORK_RESOURCE_NAME)
                        .orElse(WorkerOptions.NETWORK_RESOURCE_NAME.defaultValue()),
                portKeys(reader));
    }

    /* As many MiB as hold it. */
    private static Amount disk(OptionReader reader) {
        return Amount.of((reader.get(WorkerOptions.TASKS_DISK).getBytes() + MEBIBYTE - 1) / MEBIBYTE);
    }

    private static Amount bandwidth(OptionReader reader) {
        return Bandwidth.parse(reader.get(WorkerOptions.TASKS_BANDWIDTH)).orElseGet(() -> {
            reader.report(
                    WorkerOptions.TASKS_BANDWIDTH, "it is not a bandwidth", "for instance 100, 800 Mbps or 100 MB/s");
            return Amount.ZERO;
        });
    }

    private static List<String> portKeys(OptionReader reader) {
        var keys = new LinkedHashSet<String>();
        keys.add(NettyShuffleEnvironmentOptions.DATA_PORT.key());
        keys.add(TaskManagerOptions.RPC_PORT.key());
        keys.addAll(reader.items(WorkerOptions.PORT_ASSIGNMENTS));
        return List.copyOf(keys);
    }

    private static Start start(OptionReader reader) {
        var flinkHome = reader.text(WorkerOptions.TASKS_FLINK_HOME);
        flinkHome
                .filter(home -> !home.startsWith("/"))
                .ifPresent(home -> reader.report(
                        WorkerOptions.TASKS_FLINK_HOME, "it is not an absolute path", "for instance /opt/flink"));
        return new Start(
                flinkHome,
                reader.text(WorkerOptions.TASKS_HOSTNAME),
                reader.text(WorkerOptions.TASKMANAGER_CMD).orElse(WorkerOptions.TASKMANAGER_CMD.defaultValue()),
                reader.text(WorkerOptions.BOOTSTRAP_CMD),
                FetchedUri.readAll(reader),
                new TreeMap<>(reader.optional(WorkerOptions.TASKS_LABELS).orElse(Map.of())),
                reader.text(WorkerOptions.TASKS_USER));
    }
}
