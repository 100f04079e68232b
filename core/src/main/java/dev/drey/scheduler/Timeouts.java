/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import java.time.Duration;
import java.util.Optional;

/**
 * How long the scheduler waits before it asks or tries again.
 *
 * @param subscribe how long a master may take to answer SUBSCRIBE before another connection is made
 * @param missedHeartbeats after how many heartbeat intervals without news the connection counts as dead
 * @param launch how long a launch may stay without news before the master is asked; answers that the master does not
 *     know the task are believed only after that
 * @param kill waiting times between repeated kills
 * @param reconcile waiting times between questions after tasks that were not answered
 * @param reconcileAll how often all tasks are reconciled, those nobody asked for included
 * @param persist waiting times between repeated writes
 * @param persistAttempts how often a write is tried before this instance gives up
 * @param registration how long a worker may take to report to the client before it is killed and replaced; without one
 *     it is up to the client to release it
 */
public record Timeouts(
        Duration subscribe,
        int missedHeartbeats,
        Duration launch,
        BackOff kill,
        BackOff reconcile,
        Duration reconcileAll,
        BackOff persist,
        int persistAttempts,
        Optional<Duration> registration) {
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(60),
            5,
            Duration.ofSeconds(30),
            new BackOff(Duration.ofSeconds(5), Duration.ofSeconds(60)),
            new BackOff(Duration.ofSeconds(5), Duration.ofSeconds(60)),
            Duration.ofMinutes(15),
            new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(10)),
            5,
            Optional.empty());

    public Timeouts withLaunch(Duration timeout) {
        return new Timeouts(
                subscribe,
                missedHeartbeats,
                timeout,
                kill,
                reconcile,
                reconcileAll,
                persist,
                persistAttempts,
                registration);
    }

    public Timeouts withRegistration(Duration timeout) {
        return new Timeouts(
                subscribe,
                missedHeartbeats,
                launch,
                kill,
                reconcile,
                reconcileAll,
                persist,
                persistAttempts,
                Optional.of(timeout));
    }
}
