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

    public SchedulerSettings with(OfferSettings other) {
        return new SchedulerSettings(
                framework, workerPrefix, other, placement, timeouts, whenRemoved, partitions, failures, maintenance);
    }

    public SchedulerSettings with(PlacementSettings other) {
        return new SchedulerSettings(
                framework, workerPrefix, offers, other, timeouts, whenRemoved, partitions, failures, maintenance);
    }

    public SchedulerSettings with(Timeouts other) {
        return new SchedulerSettings(
                framework, workerPrefix, offers, placement, other, whenRemoved, partitions, failures, maintenance);
    }

    public SchedulerSettings with(WhenRemoved other) {
        return new SchedulerSettings(
                framework, workerPrefix, offers, placement, timeouts, other, partitions, failures, maintenance);
    }

    public SchedulerSettings with(PartitionSettings other) {
        return new SchedulerSettings(
                framework, workerPrefix, offers, placement, timeouts, whenRemoved, other, failures, maintenance);
    }

    public SchedulerSettings with(FailureSettings other) {
        return new SchedulerSettings(
                framework, workerPrefix, offers, placement, timeouts, whenRemoved, partitions, other, maintenance);
    }

    public SchedulerSettings with(MaintenanceSettings other) {
        return new SchedulerSettings(
                framework, workerPrefix, offers, placement, timeouts, whenRemoved, partitions, failures, other);
    }
}
