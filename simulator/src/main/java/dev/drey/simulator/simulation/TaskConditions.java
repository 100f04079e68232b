/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import java.time.Duration;

/** What happens to the processes of tasks, on all agents. */
final class TaskConditions {
    private Duration slowness = Duration.ZERO;
    private boolean launchesFail;

    Duration slowness() {
        return slowness;
    }

    boolean launchesFail() {
        return launchesFail;
    }

    /** Processes start up to this much later. */
    void slowDown(Duration most) {
        slowness = most;
    }

    void failLaunches(boolean fail) {
        launchesFail = fail;
    }

    void heal() {
        slowDown(Duration.ZERO);
        failLaunches(false);
    }
}
