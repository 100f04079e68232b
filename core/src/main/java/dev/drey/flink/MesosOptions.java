/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static dev.drey.flink.MesosOption.old;
import static dev.drey.flink.MesosOption.ours;
import static org.apache.flink.configuration.ConfigOptions.key;

import dev.drey.flink.MesosOption.Kind;
import dev.drey.placement.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;

/**
 * Every {@code mesos.*} option there is, and those of them that say who the framework is, how it treats offers, and
 * where workers may run.
 *
 * <p>Those of Flink 1.13 keep key, meaning and the unit of bare numbers. All durations and sizes may have units.
 */
public final class MesosOptions {

    public static final ConfigOption<String> MASTER = key("mesos.master")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Where the Mesos master is: host:port, http(s)://host:port, zk://[user:password@]host:port,.../path"
                            + " or file:///path of a file that holds one of these. Mandatory.");

    public static final ConfigOption<Transport> TRANSPORT = key("mesos.transport")
            .enumType(Transport.class)
            .defaultValue(Transport.HTTP)
            .withDescription("How to talk to the master: HTTP, which needs no library, or NATIVE by way of libmesos,"
                    + " which the environment variable MESOS_NATIVE_JAVA_LIBRARY names.");

    public static final ConfigOption<Duration> FAILOVER_TIMEOUT = key("mesos.failover-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(604_800))
            .withDescription("For how long the master keeps the workers after the application master vanished.");

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

    public static final ConfigOption<OnSigterm> FRAMEWORK_ON_SIGTERM = key("mesos.resourcemanager.framework.on-sigterm")
            .enumType(OnSigterm.class)
            .defaultValue(OnSigterm.KEEP_WORKERS)
            .withDescription("What to do when this process is told to end by SIGTERM or Ctrl-C: KEEP_WORKERS for the"
                    + " next application master until mesos.failover-timeout, or TEAR_DOWN the framework with them.");

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

    public static final ConfigOption<Duration> UNUSED_OFFER_EXPIRATION =
            key("mesos.resourcemanager.unused-offer-expiration")
                    .durationType()
                    .defaultValue(Duration.ofMillis(120_000))
                    .withDescription("For how long an unused offer is held before it is declined.");

    public static final ConfigOption<Duration> DECLINED_OFFER_REFUSE_DURATION =
            key("mesos.resourcemanager.declined-offer-refuse-duration")
                    .durationType()
                    .defaultValue(Duration.ofMillis(5_000))
                    .withDescription("For how long the resources of a declined offer are not offered again.");

    public static final ConfigOption<Duration> LAUNCH_TIMEOUT = key("mesos.resourcemanager.launch-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(30))
            .withDescription("How long to wait for news of a launched worker before the master is asked about it.");

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
            .withDescription("Which of the fitting agents is taken: FIRST_FIT in the order of agent ids, BIN_PACK to"
                    + " use few agents, SPREAD to use many.");

    public static final ConfigOption<Boolean> PLACEMENT_KEEP_GPU_AGENTS = key("mesos.placement.keep-gpu-agents")
            .booleanType()
            .defaultValue(true)
            .withDescription("Use agents that offer GPUs only for workers that need some.");

    public static final ConfigOption<Duration> PLACEMENT_AVOID_FAILING = key("mesos.placement.avoid-failing-agents")
            .durationType()
            .defaultValue(Duration.ofMinutes(10))
            .withDescription("For how long an agent is used last after a worker failed on it; 0 s for never.");

    private static final List<MesosOption> FRAMEWORK = List.of(
            old(MASTER, Kind.TEXT),
            ours(TRANSPORT, Kind.CHOICE),
            old(FAILOVER_TIMEOUT, Kind.SECONDS),
            old(FRAMEWORK_NAME, Kind.TEXT),
            old(FRAMEWORK_ROLE, Kind.LIST),
            old(FRAMEWORK_PRINCIPAL, Kind.TEXT),
            old(FRAMEWORK_SECRET, Kind.TEXT),
            ours(FRAMEWORK_SECRET_FILE, Kind.FILE),
            old(FRAMEWORK_USER, Kind.TEXT),
            ours(FRAMEWORK_LABELS, Kind.MAP),
            ours(FRAMEWORK_WHEN_REMOVED, Kind.CHOICE),
            ours(FRAMEWORK_ON_SIGTERM, Kind.CHOICE),
            ours(FRAMEWORK_CAPABILITIES, Kind.LIST),
            ours(STATE_DIR, Kind.FILE));

    private static final List<MesosOption> OFFERS = List.of(
            old(UNUSED_OFFER_EXPIRATION, Kind.DURATION),
            old(DECLINED_OFFER_REFUSE_DURATION, Kind.DURATION),
            ours(LAUNCH_TIMEOUT, Kind.DURATION));

    private static final List<MesosOption> PLACEMENT = List.of(
            old(HARD_HOST_ATTRIBUTE, Kind.LIST),
            ours(PLACEMENT_RULES, Kind.TEXT),
            ours(PLACEMENT_POLICY, Kind.CHOICE),
            ours(PLACEMENT_KEEP_GPU_AGENTS, Kind.BOOLEAN),
            ours(PLACEMENT_AVOID_FAILING, Kind.DURATION));

    private static final List<Group> GROUPS = List.of(
            new Group("The framework and its master", FRAMEWORK),
            new Group("TLS to the master", MasterTlsOptions.ALL),
            new Group("Offers", OFFERS),
            new Group("Artifact server", ArtifactServerOptions.ALL),
            new Group("Status page", StatusOptions.ALL),
            new Group("Workers: resources and start", WorkerOptions.ALL),
            new Group("Workers: containers and networks", ContainerOptions.ALL),
            new Group("Workers: health, end and discovery", SupervisionOptions.ALL),
            new Group("Where workers run", PLACEMENT),
            new Group("Failures, maintenance and the journal", LifeCycleOptions.ALL));

    private MesosOptions() {}

    /** Options that belong together, under a title of the documentation. */
    record Group(String title, List<MesosOption> options) {}

    /** All options in groups, in the order of the documentation. */
    static List<Group> groups() {
        return GROUPS;
    }

    /** All options, in the order of the documentation. */
    static List<MesosOption> all() {
        return GROUPS.stream().flatMap(group -> group.options().stream()).toList();
    }

    /** How to talk to the master. */
    public enum Transport {
        HTTP,
        NATIVE
    }

    /** What to do when this process is told to end. */
    public enum OnSigterm {
        KEEP_WORKERS,
        TEAR_DOWN
    }

    /** What to do when the master says that this framework was removed. */
    public enum RemovedFramework {
        REGISTER_ANEW,
        STOP
    }
}
