/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static dev.drey.flink.MesosOption.old;
import static dev.drey.flink.MesosOption.ours;
import static dev.drey.flink.MesosOption.since;
import static org.apache.flink.configuration.ConfigOptions.key;

import dev.drey.flink.MesosOption.Kind;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** The {@code mesos.*} options that say what a worker gets and how it is started. */
final class WorkerOptions {

    static final ConfigOption<Double> TASKS_CPUS = key("mesos.resourcemanager.tasks.cpus")
            .doubleType()
            .defaultValue(0.0)
            .withDescription("CPUs of a worker. taskmanager.cpu.cores comes first; 0 means as many as slots.");

    static final ConfigOption<Integer> TASKS_GPUS =
            key("mesos.resourcemanager.tasks.gpus").intType().defaultValue(0).withDescription("GPUs of a worker.");

    static final ConfigOption<MemorySize> TASKS_DISK = key("mesos.resourcemanager.tasks.disk")
            .memoryType()
            .defaultValue(MemorySize.ZERO)
            .withDescription("Disk of a worker; 0 means that none is asked for.");

    static final ConfigOption<String> TASKS_BANDWIDTH = key("mesos.resourcemanager.tasks.network.bandwidth")
            .stringType()
            .defaultValue("0")
            .withDescription("Network bandwidth of a worker; 0 means that none is asked for. A bare number is compared"
                    + " with what the agents offer as it is, and most count megabits per second; 800 Mbps, 1 Gbps and"
                    + " 100 MB/s are turned into those.");

    static final ConfigOption<String> NETWORK_RESOURCE_NAME = key("mesos.resourcemanager.network.resource.name")
            .stringType()
            .defaultValue("network")
            .withDescription("The name of the resource that agents offer as network bandwidth.");

    static final ConfigOption<String> PORT_ASSIGNMENTS = key("mesos.resourcemanager.tasks.port-assignments")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Comma-separated configuration keys that each get one port of the offer on every worker, in"
                            + " addition to taskmanager.data.port and taskmanager.rpc.port.");

    static final ConfigOption<String> TASKS_FLINK_HOME = key("mesos.resourcemanager.tasks.flink-home")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Where Flink is installed on the agents, or in the container image. If set, only configuration"
                            + " is sent to the workers and not the Flink distribution.");

    static final ConfigOption<String> TASKS_HOSTNAME = key("mesos.resourcemanager.tasks.hostname")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "The host name of a worker, if it is not that of its agent; _TASK_ stands for the task id, for"
                            + " instance _TASK_.flink.mesos.");

    static final ConfigOption<String> TASKMANAGER_CMD = key("mesos.resourcemanager.tasks.taskmanager-cmd")
            .stringType()
            .defaultValue("$FLINK_HOME/bin/mesos-taskmanager.sh")
            .withDescription("Shell command that starts a worker.");

    static final ConfigOption<String> BOOTSTRAP_CMD = key("mesos.resourcemanager.tasks.bootstrap-cmd")
            .stringType()
            .noDefaultValue()
            .withDescription("Shell command to be run before the worker is started.");

    static final ConfigOption<String> TASKS_URIS = key("mesos.resourcemanager.tasks.uris")
            .stringType()
            .noDefaultValue()
            .withDescription("Comma-separated URIs that are fetched into the sandbox of every worker, extracted if they"
                    + " are archives. Words after a URI change how: executable, extract=false, cache,"
                    + " output=<file name>.");

    static final ConfigOption<Map<String, String>> TASKS_LABELS = key("mesos.resourcemanager.tasks.labels")
            .mapType()
            .noDefaultValue()
            .withDescription("Labels of every worker's task: k1:v1,k2:v2.");

    static final ConfigOption<String> TASKS_USER = key("mesos.resourcemanager.tasks.user")
            .stringType()
            .noDefaultValue()
            .withDescription("The Unix user of the workers, if it is not that of the framework.");

    /** In the order of the documentation. */
    static final List<MesosOption> ALL = List.of(
            old(TASKS_CPUS, Kind.NUMBER),
            old(TASKS_GPUS, Kind.INTEGER),
            old(TASKS_DISK, Kind.MEBIBYTES),
            since("1.12", TASKS_BANDWIDTH, Kind.BANDWIDTH),
            since("1.12", NETWORK_RESOURCE_NAME, Kind.TEXT),
            old(PORT_ASSIGNMENTS, Kind.LIST),
            ours(TASKS_FLINK_HOME, Kind.FILE),
            old(TASKS_HOSTNAME, Kind.TEXT),
            old(TASKMANAGER_CMD, Kind.TEXT),
            old(BOOTSTRAP_CMD, Kind.TEXT),
            old(TASKS_URIS, Kind.LIST),
            since("1.13", TASKS_LABELS, Kind.MAP),
            since("1.13", TASKS_USER, Kind.TEXT));

    private WorkerOptions() {}
}
