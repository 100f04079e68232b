/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.TaskId;
import dev.drey.placement.PlacementSettings;

/**
 * All that configures a {@link Scheduler}.
 *
 * @param framework who the framework is
 * @param workerPrefix how worker ids begin; the epoch of the leader and a number follow
 * @param placement where workers may run
 * @param whenRemoved what to do when the master tells that it removed the framework
 */
public record SchedulerSettings(
        FrameworkSettings framework,
        String workerPrefix,
        OfferSettings offers,
        PlacementSettings placement,
        Timeouts timeouts,
        WhenRemoved whenRemoved,
        PartitionSettings partitions,
        FailureSettings failures,
        MaintenanceSettings maintenance) {

    /**
     * What to do when the master tells that it removed the framework, which it does when the failover timeout
     * expired.
     */
    public enum WhenRemoved {
        /** Write off its workers and subscribe as a new framework. */
        START_ANEW,
        /** Stop and leave it to people. */
        HALT
    }

    public SchedulerSettings {
        if (new TaskId(workerPrefix).value().length() > 200) {
            throw new IllegalArgumentException("the prefix of worker ids is too long: " + workerPrefix);
        }
    }

    /** The defaults. */
    public static SchedulerSettings of(FrameworkSettings framework, String workerPrefix) {
        return new SchedulerSettings(
                framework,
                workerPrefix,
                OfferSettings.DEFAULT,
                PlacementSettings.DEFAULT,
                Timeouts.DEFAULT,
                WhenRemoved.START_ANEW,
                PartitionSettings.DEFAULT,
                FailureSettings.DEFAULT,
                MaintenanceSettings.DEFAULT);
    }

    /** Begins with these settings. */
    public Builder but() {
        return new Builder(this);
    }

    /** Settings that differ from others in what is given to it. */
    public static final class Builder {
        private final FrameworkSettings framework;
        private final String workerPrefix;
        private OfferSettings offers;
        private PlacementSettings placement;
        private Timeouts timeouts;
        private WhenRemoved whenRemoved;
        private PartitionSettings partitions;
        private FailureSettings failures;
        private MaintenanceSettings maintenance;

        private Builder(SchedulerSettings base) {
            framework = base.framework;
            workerPrefix = base.workerPrefix;
            offers = base.offers;
            placement = base.placement;
            timeouts = base.timeouts;
            whenRemoved = base.whenRemoved;
            partitions = base.partitions;
            failures = base.failures;
            maintenance = base.maintenance;
        }

        public Builder offers(OfferSettings other) {
            offers = other;
            return this;
        }

        public Builder placement(PlacementSettings other) {
            placement = other;
            return this;
        }

        public Builder timeouts(Timeouts other) {
            timeouts = other;
            return this;
        }

        public Builder whenRemoved(WhenRemoved other) {
            whenRemoved = other;
            return this;
        }

        public Builder partitions(PartitionSettings other) {
            partitions = other;
            return this;
        }

        public Builder failures(FailureSettings other) {
            failures = other;
            return this;
        }

        public Builder maintenance(MaintenanceSettings other) {
            maintenance = other;
            return this;
        }

        public SchedulerSettings build() {
            return new SchedulerSettings(
                    framework,
                    workerPrefix,
                    offers,
                    placement,
                    timeouts,
                    whenRemoved,
                    partitions,
                    failures,
                    maintenance);
        }
    }
}
