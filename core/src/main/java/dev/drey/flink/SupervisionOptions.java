/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static dev.drey.flink.MesosOption.ours;
import static org.apache.flink.configuration.ConfigOptions.key;

import dev.drey.flink.MesosOption.Kind;
import dev.drey.flink.SupervisionConfig.CheckType;
import dev.drey.flink.SupervisionConfig.Visibility;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.TaskManagerOptions;

/** The {@code mesos.*} options that say how agents look after a worker, how it is ended, and how others find it. */
final class SupervisionOptions {
    private static final String PREFIX = "mesos.resourcemanager.tasks.";
    private static final String CHECK = PREFIX + "health-check.";

    static final ConfigOption<CheckType> CHECK_TYPE = key(CHECK + "type")
            .enumType(CheckType.class)
            .defaultValue(CheckType.NONE)
            .withDescription("How the agent finds out whether a worker is healthy. TCP connects to a port of it, HTTP"
                    + " asks there for a path, COMMAND runs a shell command in its container. A worker that fails too"
                    + " often is killed and replaced.");

    static final ConfigOption<String> CHECK_PORT_KEY = key(CHECK + "port-key")
            .stringType()
            .defaultValue(TaskManagerOptions.RPC_PORT.key())
            .withDescription("The port of checks of type TCP and HTTP: taskmanager.rpc.port, taskmanager.data.port, or"
                    + " one of mesos.resourcemanager.tasks.port-assignments.");

    static final ConfigOption<String> CHECK_PATH =
            key(CHECK + "path").stringType().defaultValue("/").withDescription("The path of checks of type HTTP.");

    static final ConfigOption<String> CHECK_COMMAND = key(CHECK + "command")
            .stringType()
            .noDefaultValue()
            .withDescription("The shell command of checks of type COMMAND; its exit status 0 means healthy.");

    static final ConfigOption<Duration> CHECK_GRACE = key(CHECK + "grace-period")
            .durationType()
            .defaultValue(Duration.ofMinutes(2))
            .withDescription("How long failures of checks do not count after the start of a worker.");

    static final ConfigOption<Duration> CHECK_INTERVAL = key(CHECK + "interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription("The time between two checks.");

    static final ConfigOption<Duration> CHECK_TIMEOUT = key(CHECK + "timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(20))
            .withDescription("How long a check may take.");

    static final ConfigOption<Integer> CHECK_FAILURES = key(CHECK + "consecutive-failures")
            .intType()
            .defaultValue(3)
            .withDescription("After how many failures in a row a worker is killed.");

    static final ConfigOption<Duration> KILL_GRACE = key(PREFIX + "kill-grace-period")
            .durationType()
            .noDefaultValue()
            .withDescription("How long a worker may take to end by itself when it is to be killed. Without it the"
                    + " executor decides, by default 3 s.");

    static final ConfigOption<Visibility> DISCOVERY_VISIBILITY = key(PREFIX + "discovery.visibility")
            .enumType(Visibility.class)
            .defaultValue(Visibility.NONE)
            .withDescription("Who may discover a worker and its ports, for instance through Mesos-DNS: FRAMEWORK,"
                    + " CLUSTER, or EXTERNAL for all. NONE publishes nothing.");

    static final ConfigOption<String> DISCOVERY_NAME = key(PREFIX + "discovery.name")
            .stringType()
            .defaultValue("_TASK_")
            .withDescription("The name under which a worker can be discovered; _TASK_ stands for the task id.");

    /** In the order of the documentation. */
    static final List<MesosOption> ALL = List.of(
            ours(CHECK_TYPE, Kind.CHOICE),
            ours(CHECK_PORT_KEY, Kind.TEXT),
            ours(CHECK_PATH, Kind.TEXT),
            ours(CHECK_COMMAND, Kind.TEXT),
            ours(CHECK_GRACE, Kind.DURATION),
            ours(CHECK_INTERVAL, Kind.DURATION),
            ours(CHECK_TIMEOUT, Kind.DURATION),
            ours(CHECK_FAILURES, Kind.INTEGER),
            ours(KILL_GRACE, Kind.DURATION),
            ours(DISCOVERY_VISIBILITY, Kind.CHOICE),
            ours(DISCOVERY_NAME, Kind.TEXT));

    private SupervisionOptions() {}
}
