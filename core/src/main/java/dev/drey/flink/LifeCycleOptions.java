/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static dev.drey.flink.MesosOption.ours;
import static org.apache.flink.configuration.ConfigOptions.key;

import dev.drey.flink.MesosOption.Kind;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** The {@code mesos.*} options that say what is done when agents and workers fail, and what is recorded of it. */
final class LifeCycleOptions {
    private static final String PREFIX = "mesos.resourcemanager.";

    static final ConfigOption<Duration> REGISTRATION_TIMEOUT = key(PREFIX + "registration-timeout")
            .durationType()
            .noDefaultValue()
            .withDescription(
                    "How long a launched or recovered worker may take to register before it is killed and replaced."
                            + " Without it only Flink's resourcemanager.taskmanager-registration.timeout applies.");

    static final ConfigOption<Duration> REPLACE_AFTER = key(PREFIX + "partition.replace-after")
            .durationType()
            .defaultValue(Duration.ofMinutes(1))
            .withDescription("How long a worker's agent may be unreachable before the worker is replaced. If it comes"
                    + " back later, it is killed.");

    static final ConfigOption<Duration> EXPUNGE_AFTER = key(PREFIX + "partition.expunge-after")
            .durationType()
            .defaultValue(Duration.ofHours(1))
            .withDescription("How long a worker's agent may be unreachable before the worker is forgotten. If it comes"
                    + " back even then, it is killed as well.");

    static final ConfigOption<Duration> STABLE_AFTER = key(PREFIX + "failures.stable-after")
            .durationType()
            .defaultValue(Duration.ofMinutes(2))
            .withDescription("A worker that ran for so long is no sign of a crash loop when it ends, and so long"
                    + " without failures ends a crash loop.");

    static final ConfigOption<Duration> BACK_OFF = key(PREFIX + "failures.backoff")
            .durationType()
            .defaultValue(Duration.ofSeconds(1))
            .withDescription("How long to wait before the next launch after a second failure in a row; the time doubles"
                    + " with each further one.");

    static final ConfigOption<Duration> MAX_BACK_OFF = key(PREFIX + "failures.max-backoff")
            .durationType()
            .defaultValue(Duration.ofMinutes(1))
            .withDescription("The longest time to wait before the next launch.");

    static final ConfigOption<Duration> AGENT_BACK_OFF = key(PREFIX + "failures.agent-backoff")
            .durationType()
            .defaultValue(Duration.ofSeconds(5))
            .withDescription("How long to avoid an agent after a second failure in a row on it; the time doubles with"
                    + " each further one.");

    static final ConfigOption<Duration> MAX_AGENT_BACK_OFF = key(PREFIX + "failures.max-agent-backoff")
            .durationType()
            .defaultValue(Duration.ofMinutes(2))
            .withDescription("The longest time to avoid an agent.");

    static final ConfigOption<Integer> DISASTER_AGENTS = key(PREFIX + "failures.disaster-agents")
            .intType()
            .defaultValue(3)
            .withDescription("If so many agents, and no fewer than half of all in use, lose their workers within the"
                    + " disaster window, nothing is launched or replaced for a while. 0 switches this off.");

    static final ConfigOption<Duration> DISASTER_WINDOW = key(PREFIX + "failures.disaster-window")
            .durationType()
            .defaultValue(Duration.ofMinutes(1))
            .withDescription("Within which time agents have to be lost to be a disaster.");

    static final ConfigOption<Duration> DISASTER_PAUSE = key(PREFIX + "failures.disaster-pause")
            .durationType()
            .defaultValue(Duration.ofMinutes(1))
            .withDescription("For how long nothing is launched or replaced after a disaster.");

    static final ConfigOption<Duration> AVOID_BEFORE = key(PREFIX + "maintenance.avoid-before")
            .durationType()
            .defaultValue(Duration.ofHours(1))
            .withDescription("How long before its scheduled maintenance an agent gets no new workers any more.");

    static final ConfigOption<Boolean> MOVE_WORKERS = key(PREFIX + "maintenance.move-workers")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether workers are moved off an agent before its scheduled maintenance begins. If not,"
                    + " inverse offers are declined.");

    static final ConfigOption<Duration> MOVE_BEFORE = key(PREFIX + "maintenance.move-before")
            .durationType()
            .defaultValue(Duration.ofMinutes(10))
            .withDescription("How long before its scheduled maintenance the workers of an agent are moved.");

    static final ConfigOption<String> JOURNAL_DIR = key(PREFIX + "journal.dir")
            .stringType()
            .noDefaultValue()
            .withDescription("Directory for the journal: every input of the scheduler and what it did then, for drey"
                    + " replay. Without it none is kept.");

    static final ConfigOption<MemorySize> JOURNAL_MAX_SIZE = key(PREFIX + "journal.max-size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(256))
            .withDescription("How much of the journal is kept; the oldest files are deleted first.");

    static final ConfigOption<String> WIRE_LOG_DIR = key(PREFIX + "wire-log.dir")
            .stringType()
            .noDefaultValue()
            .withDescription("Directory for a log of every call to the master, every event from it and every change of"
                    + " the stored workers. For debugging: it grows without limit. See docs/journal.md.");

    /** In the order of the documentation. */
    static final List<MesosOption> ALL = List.of(
            ours(REGISTRATION_TIMEOUT, Kind.DURATION),
            ours(REPLACE_AFTER, Kind.DURATION),
            ours(EXPUNGE_AFTER, Kind.DURATION),
            ours(STABLE_AFTER, Kind.DURATION),
            ours(BACK_OFF, Kind.DURATION),
            ours(MAX_BACK_OFF, Kind.DURATION),
            ours(AGENT_BACK_OFF, Kind.DURATION),
            ours(MAX_AGENT_BACK_OFF, Kind.DURATION),
            ours(DISASTER_AGENTS, Kind.INTEGER),
            ours(DISASTER_WINDOW, Kind.DURATION),
            ours(DISASTER_PAUSE, Kind.DURATION),
            ours(AVOID_BEFORE, Kind.DURATION),
            ours(MOVE_WORKERS, Kind.BOOLEAN),
            ours(MOVE_BEFORE, Kind.DURATION),
            ours(JOURNAL_DIR, Kind.FILE),
            ours(JOURNAL_MAX_SIZE, Kind.MEMORY),
            ours(WIRE_LOG_DIR, Kind.FILE));

    private LifeCycleOptions() {}
}
