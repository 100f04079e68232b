/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.scheduler.BackOff;
import dev.drey.scheduler.FailureSettings;
import dev.drey.scheduler.MaintenanceSettings;
import dev.drey.scheduler.PartitionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;

/**
 * What is done when agents and workers fail or go, and what is recorded of it.
 *
 * @param registration how long a worker may take to register, if that is limited
 * @param wireLog where everything said to the master and heard from it is logged, if it is
 */
public record LifeCycleConfig(
        Optional<Duration> registration,
        PartitionSettings partitions,
        FailureSettings failures,
        MaintenanceSettings maintenance,
        Optional<Journal> journal,
        Optional<Path> wireLog) {

    /** Where the journal is, and how large it may become. */
    public record Journal(Path directory, long maxBytes) {}

    static LifeCycleConfig read(OptionReader reader) {
        return new LifeCycleConfig(
                reader.optional(LifeCycleOptions.REGISTRATION_TIMEOUT)
                        .filter(timeout -> reader.positive(LifeCycleOptions.REGISTRATION_TIMEOUT, timeout)),
                partitions(reader),
                failures(reader),
                maintenance(reader),
                journal(reader),
                reader.text(LifeCycleOptions.WIRE_LOG_DIR).map(Path::of));
    }

    private static PartitionSettings partitions(OptionReader reader) {
        var replace = reader.notNegativeDuration(LifeCycleOptions.REPLACE_AFTER);
        var expunge = reader.notNegativeDuration(LifeCycleOptions.EXPUNGE_AFTER);
        if (expunge.compareTo(replace) < 0) {
            reader.report(
                    LifeCycleOptions.EXPUNGE_AFTER,
                    "workers would be forgotten before they are replaced",
                    "no less than " + LifeCycleOptions.REPLACE_AFTER.key());
            return PartitionSettings.DEFAULT;
        }
        return new PartitionSettings(replace, expunge);
    }

    private static FailureSettings failures(OptionReader reader) {
        return new FailureSettings(
                backOff(reader, LifeCycleOptions.BACK_OFF, LifeCycleOptions.MAX_BACK_OFF),
                backOff(reader, LifeCycleOptions.AGENT_BACK_OFF, LifeCycleOptions.MAX_AGENT_BACK_OFF),
                reader.notNegativeDuration(LifeCycleOptions.STABLE_AFTER),
                reader.notNegative(LifeCycleOptions.DISASTER_AGENTS),
                reader.notNegativeDuration(LifeCycleOptions.DISASTER_WINDOW),
                reader.notNegativeDuration(LifeCycleOptions.DISASTER_PAUSE));
    }

    private static BackOff backOff(OptionReader reader, ConfigOption<Duration> first, ConfigOption<Duration> cap) {
        var start = reader.positive(first);
        var end = reader.positive(cap);
        if (end.compareTo(start) < 0) {
            reader.report(cap, "it is shorter than the first waiting time", "no less than " + first.key());
            return new BackOff(first.defaultValue(), cap.defaultValue());
        }
        return new BackOff(start, end);
    }

    private static MaintenanceSettings maintenance(OptionReader reader) {
        var avoid = reader.notNegativeDuration(LifeCycleOptions.AVOID_BEFORE);
        boolean moves = reader.get(LifeCycleOptions.MOVE_WORKERS);
        var move = reader.notNegativeDuration(LifeCycleOptions.MOVE_BEFORE);
        if (moves && avoid.compareTo(move) < 0) {
            reader.report(
                    LifeCycleOptions.AVOID_BEFORE,
                    "workers that were moved could be placed on the same agent again",
                    "no less than " + LifeCycleOptions.MOVE_BEFORE.key());
            return MaintenanceSettings.DEFAULT;
        }
        return new MaintenanceSettings(avoid, moves, move);
    }

    private static Optional<Journal> journal(OptionReader reader) {
        long size = reader.get(LifeCycleOptions.JOURNAL_MAX_SIZE).getBytes();
        if (size < 1 << 20) {
            reader.report(LifeCycleOptions.JOURNAL_MAX_SIZE, "it is too small to be of use", "1 mb or more is allowed");
        }
        return reader.text(LifeCycleOptions.JOURNAL_DIR).map(directory -> new Journal(Path.of(directory), size));
    }
}
