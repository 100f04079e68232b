/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.world.Timeline;
import java.time.Duration;
import java.time.Instant;

/** The timeline of one master process: what it planned dies with it. */
final class Lifespan implements Timeline {
    private final Timeline timeline;
    private boolean over;

    Lifespan(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public Instant now() {
        return timeline.now();
    }

    @Override
    public Timer after(Duration delay, String label, Runnable action) {
        return timeline.after(delay, label, () -> {
            if (!over) {
                action.run();
            }
        });
    }

    void end() {
        over = true;
    }
}
