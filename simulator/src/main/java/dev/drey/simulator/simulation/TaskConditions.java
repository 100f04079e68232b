/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import java.time.Duration;

/** What happens to the processes of tasks, on all agents. */
final class TaskConditions {
    private Duration slowness = Duration.ZERO;
    private boolean launchesFail;
    private boolean nothingToFetch;

    Duration slowness() {
        return slowness;
    }

    boolean launchesFail() {
        return launchesFail;
    }

    boolean nothingToFetch() {
        return nothingToFetch;
    }

    /** Processes start up to this much later. */
    void slowDown(Duration most) {
        slowness = most;
    }

    void failLaunches(boolean fail) {
        launchesFail = fail;
    }

    /** What tasks fetch cannot be had. */
    void failFetches(boolean fail) {
        nothingToFetch = fail;
    }

    void heal() {
        slowDown(Duration.ZERO);
        failLaunches(false);
        failFetches(false);
    }
}
