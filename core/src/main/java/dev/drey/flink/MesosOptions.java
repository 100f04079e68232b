/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.apache.flink.configuration.ConfigOptions.key;

import dev.drey.placement.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;

/**
 * Every {@code mesos.*} option there is.
 *
 * <p>Those of Flink 1.13 keep key, meaning and unit (plain numbers). Options that are new here have durations with
 * units.
 */
public final class MesosOptions {

    public static final ConfigOption<String> MASTER = key("mesos.master")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Where the Mesos master is: host:port, http(s)://host:port, zk://[user:password@]host:port,.../path"
                            + " or file:///path of a file that holds one of these. Mandatory.");

    public static final ConfigOption<Integer> FAILOVER_TIMEOUT = key("mesos.failover-timeout")
            .intType()
            .defaultValue(604_800)
            .withDescription("Seconds for which the master keeps the workers after the application master vanished.");

    public static final ConfigOption<String> FRAMEWORK_NAME = key("mesos.resourcemanager.framework.name")
            .stringType()
            .defaultValue("Flink")
            .withDescription("The name of the framework, as the Mesos web interface shows it.");

    public static final ConfigOption<String> FRAMEWORK_ROLE = key("mesos.resourcemanager.framework.role")
            .stringType()
            .defaultValue("*")
            .withDescription(
                    "The role, or a comma-separated list of roles, whose resources may be used besides unreserved"
                            + " ones. '*' means unreserved resources only.");

    public static final ConfigOption<String> FRAMEWORK_PRINCIPAL = key("mesos.resourcemanager.framework.principal")
            .stringType()
            .noDefaultValue()
            .withDescription("The principal to register with.");

    public static final ConfigOption<String> FRAMEWORK_SECRET = key("mesos.resourcemanager.framework.secret")
            .stringType()
            .noDefaultValue()
            .withDescription("The secret of the principal. Better kept in a file, see"
                    + " mesos.resourcemanager.framework.secret-file.");

    public static final ConfigOption<String> FRAMEWORK_SECRET_FILE = key("mesos.resourcemanager.framework.secret-file")
            .stringType()
            .noDefaultValue()
            .withDescription("A file that holds the secret of the principal; a newline at its end is ignored.");

    public static final ConfigOption<String> FRAMEWORK_USER = key("mesos.resourcemanager.framework.user")
            .stringType()
            .defaultValue("")
            .withDescription("The Unix user of the workers. Empty: the user of the application master.");

    public static final ConfigOption<Map<String, String>> FRAMEWORK_LABELS =
            key("mesos.resourcemanager.framework.labels")
                    .mapType()
                    .defaultValue(Map.of())
                    .withDescription("Labels of the framework: k1:v1,k2:v2.");

    public static final ConfigOption<RemovedFramework> FRAMEWORK_WHEN_REMOVED =
            key("mesos.resourcemanager.framework.when-removed")
                    .enumType(RemovedFramework.class)
                    .defaultValue(RemovedFramework.REGISTER_ANEW)
                    .withDescription(
                            "What to do when the master says that this framework was removed: REGISTER_ANEW under a new"
                                    + " id and start the workers again, or STOP.");

    public static final ConfigOption<String> FRAMEWORK_CAPABILITIES =
            key("mesos.resourcemanager.framework.capabilities")
                    .stringType()
                    .defaultValue("MULTI_ROLE,PARTITION_AWARE,RESERVATION_REFINEMENT,TASK_KILLING_STATE")
                    .withDescription(
                            "Comma-separated capabilities to register with: GPU_RESOURCES, MULTI_ROLE, PARTITION_AWARE,"
                                    + " REGION_AWARE, RESERVATION_REFINEMENT, TASK_KILLING_STATE. GPU_RESOURCES is"
                                    + " added if workers use GPUs, MULTI_ROLE if there are several roles.");

    public static final ConfigOption<String> STATE_DIR = key("mesos.resourcemanager.state-dir")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Directory in which framework id and workers are remembered when Flink's high availability is"
                            + " off. Default: a directory of this user and cluster below the temporary directory.");

    public static final ConfigOption<Integer> ARTIFACT_SERVER_PORT = key("mesos.resourcemanager.artifactserver.port")
            .intType()
            .defaultValue(0)
            .withDescription(
                    "The port of the artifact server; 0 for any free one. With a fixed port the agents' fetcher"
                            + " caches stay useful across restarts.");

    public static final ConfigOption<Boolean> ARTIFACT_SERVER_SSL =
            key("mesos.resourcemanager.artifactserver.ssl.enabled")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription("Serve artifacts over HTTPS if Flink's REST endpoint does so as well.");

    public static final ConfigOption<Long> UNUSED_OFFER_EXPIRATION =
            key("mesos.resourcemanager.unused-offer-expiration")
                    .longType()
                    .defaultValue(120_000L)
                    .withDescription("Milliseconds for which an unused offer is held before it is declined.");

    public static final ConfigOption<Long> DECLINED_OFFER_REFUSE_DURATION =
            key("mesos.resourcemanager.declined-offer-refuse-duration")
                    .longType()
                    .defaultValue(5_000L)
                    .withDescription("Milliseconds for which the resources of a declined offer are not offered again.");

    public static final ConfigOption<Duration> LAUNCH_TIMEOUT = key("mesos.resourcemanager.launch-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(30))
            .withDescription("How long to wait for news of a launched worker before the master is asked about it.");

    public static final ConfigOption<String> PORT_ASSIGNMENTS = key("mesos.resourcemanager.tasks.port-assignments")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Comma-separated configuration keys that each get one port of the offer on every worker, in"
                            + " addition to taskmanager.data.port and taskmanager.rpc.port.");

    public static final ConfigOption<Double> TASKS_CPUS = key("mesos.resourcemanager.tasks.cpus")
            .doubleType()
            .defaultValue(0.0)
            .withDescription("CPUs of a worker. taskmanager.cpu.cores comes first; 0 means as many as slots.");

    public static final ConfigOption<Integer> TASKS_GPUS =
            key("mesos.resourcemanager.tasks.gpus").intType().defaultValue(0).withDescription("GPUs of a worker.");

    public static final ConfigOption<Integer> TASKS_DISK = key("mesos.resourcemanager.tasks.disk")
            .intType()
            .defaultValue(0)
            .withDescription("Disk of a worker in MB; 0 means that none is asked for.");

    public static final ConfigOption<Integer> TASKS_BANDWIDTH = key("mesos.resourcemanager.tasks.network.bandwidth")
            .intType()
            .defaultValue(0)
            .withDescription(
                    "Network bandwidth of a worker, in the unit of the agents' resource; 0 means that none is asked"
                            + " for.");

    public static final ConfigOption<String> NETWORK_RESOURCE_NAME = key("mesos.resourcemanager.network.resource.name")
            .stringType()
            .defaultValue("network")
            .withDescription("The name of the resource that agents offer as network bandwidth.");

    public static final ConfigOption<String> TASKS_FLINK_HOME = key("mesos.resourcemanager.tasks.flink-home")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Where Flink is installed on the agents, or in the container image. If set, only configuration"
                            + " is sent to the workers and not the Flink distribution.");

    public static final ConfigOption<String> CONTAINER_TYPE = key("mesos.resourcemanager.tasks.container.type")
            .stringType()
            .defaultValue("mesos")
            .withDescription("The containerizer: mesos or docker.");

    public static final ConfigOption<String> CONTAINER_IMAGE = key("mesos.resourcemanager.tasks.container.image.name")
            .stringType()
            .noDefaultValue()
            .withDescription("The image of the workers' containers. Mandatory with container type docker.");

    public static final ConfigOption<String> CONTAINER_VOLUMES = key("mesos.resourcemanager.tasks.container.volumes")
            .stringType()
            .noDefaultValue()
            .withDescription("Comma-separated volumes: [host_path:]container_path[:RO|RW].");

    public static final ConfigOption<String> DOCKER_PARAMETERS =
            key("mesos.resourcemanager.tasks.container.docker.parameters")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Comma-separated key=value parameters of docker run; container type docker only.");

    public static final ConfigOption<Boolean> DOCKER_FORCE_PULL =
            key("mesos.resourcemanager.tasks.container.docker.force-pull-image")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription("Pull the image even if the agent has it; container type docker only.");

    public static final ConfigOption<String> TASKS_HOSTNAME = key("mesos.resourcemanager.tasks.hostname")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "The host name of a worker, if it is not that of its agent; _TASK_ stands for the task id.");

    public static final ConfigOption<String> TASKMANAGER_CMD = key("mesos.resourcemanager.tasks.taskmanager-cmd")
            .stringType()
            .defaultValue("$FLINK_HOME/bin/mesos-taskmanager.sh")
            .withDescription("Shell command that starts a worker.");

    public static final ConfigOption<String> BOOTSTRAP_CMD = key("mesos.resourcemanager.tasks.bootstrap-cmd")
            .stringType()
            .noDefaultValue()
            .withDescription("Shell command to be run before the worker is started.");

    public static final ConfigOption<String> TASKS_URIS = key("mesos.resourcemanager.tasks.uris")
            .stringType()
            .noDefaultValue()
            .withDescription("Comma-separated URIs that are fetched into the sandbox of every worker.");

    public static final ConfigOption<Map<String, String>> TASKS_LABELS = key("mesos.resourcemanager.tasks.labels")
            .mapType()
            .noDefaultValue()
            .withDescription("Labels of every worker's task: k1:v1,k2:v2.");

    public static final ConfigOption<String> TASKS_USER = key("mesos.resourcemanager.tasks.user")
            .stringType()
            .noDefaultValue()
            .withDescription("The Unix user of the workers, if it is not that of the framework.");

    public static final ConfigOption<String> HARD_HOST_ATTRIBUTE = key("mesos.constraints.hard.hostattribute")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Comma-separated attribute:value pairs that an agent must all have; HOSTNAME stands for its"
                            + " host name.");

    public static final ConfigOption<String> PLACEMENT_RULES = key("mesos.constraints.rules")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Rules for where workers may run, separated by semicolons, for instance rack:MAX_PER:2; prefer 10"
                            + " disk:IS:ssd. See docs/placement.md.");

    public static final ConfigOption<Policy> PLACEMENT_POLICY = key("mesos.placement.policy")
            .enumType(Policy.class)
            .defaultValue(Policy.FIRST_FIT)
            .withDescription("Which of the fitting agents is taken: FIRST_FIT in the order of the offers, BIN_PACK to"
                    + " use few agents, SPREAD to use many.");

    public static final ConfigOption<Boolean> PLACEMENT_KEEP_GPU_AGENTS = key("mesos.placement.keep-gpu-agents")
            .booleanType()
            .defaultValue(true)
            .withDescription("Use agents that offer GPUs only for workers that need some.");

    public static final ConfigOption<Duration> PLACEMENT_AVOID_FAILING = key("mesos.placement.avoid-failing-agents")
            .durationType()
            .defaultValue(Duration.ofMinutes(10))
            .withDescription("For how long an agent is used last after a worker failed on it; 0 s for never.");

    private static final List<ConfigOption<?>> ALL = List.of(
            MASTER,
            FAILOVER_TIMEOUT,
            FRAMEWORK_NAME,
            FRAMEWORK_ROLE,
            FRAMEWORK_PRINCIPAL,
            FRAMEWORK_SECRET,
            FRAMEWORK_SECRET_FILE,
            FRAMEWORK_USER,
            FRAMEWORK_LABELS,
            FRAMEWORK_WHEN_REMOVED,
            FRAMEWORK_CAPABILITIES,
            STATE_DIR,
            ARTIFACT_SERVER_PORT,
            ARTIFACT_SERVER_SSL,
            UNUSED_OFFER_EXPIRATION,
            DECLINED_OFFER_REFUSE_DURATION,
            LAUNCH_TIMEOUT,
            PORT_ASSIGNMENTS,
            TASKS_CPUS,
            TASKS_GPUS,
            TASKS_DISK,
            TASKS_BANDWIDTH,
            NETWORK_RESOURCE_NAME,
            TASKS_FLINK_HOME,
            CONTAINER_TYPE,
            CONTAINER_IMAGE,
            CONTAINER_VOLUMES,
            DOCKER_PARAMETERS,
            DOCKER_FORCE_PULL,
            TASKS_HOSTNAME,
            TASKMANAGER_CMD,
            BOOTSTRAP_CMD,
            TASKS_URIS,
            TASKS_LABELS,
            TASKS_USER,
            HARD_HOST_ATTRIBUTE,
            PLACEMENT_RULES,
            PLACEMENT_POLICY,
            PLACEMENT_KEEP_GPU_AGENTS,
            PLACEMENT_AVOID_FAILING);

    private MesosOptions() {}

    /** All options, in the order of the documentation. */
    public static List<ConfigOption<?>> all() {
        return Stream.concat(ALL.stream(), LifeCycleOptions.ALL.stream()).toList();
    }

    /** The description of an option as plain text. */
    static String describe(ConfigOption<?> option) {
        return new HtmlFormatter().format(option.description()).replaceAll("<[^>]*>", "");
    }

    /** What to do when the master says that this framework was removed. */
    public enum RemovedFramework {
        REGISTER_ANEW,
        STOP
    }
}
