/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.world.Timeline;
import java.time.Duration;

/**
 * A link whose messages travel for a fixed time, so they arrive in order. What is under way when it breaks is lost.
 *
 * @param <M> what can be sent
 */
final class DelayedLink<M> implements Link<M> {
    private final Timeline timeline;
    private final Duration delay;
    private final Link<M> end;
    private boolean broken;

    DelayedLink(Timeline timeline, Duration delay, Link<M> end) {
        this.timeline = timeline;
        this.delay = delay;
        this.end = end;
    }

    @Override
    public void send(M message) {
        timeline.after(delay, "message", () -> {
            if (!broken) {
                end.send(message);
            }
        });
    }

    @Override
    public void close() {
        timeline.after(delay, "link breaks", () -> {
            if (!broken) {
                broken = true;
                end.close();
            }
        });
    }
}
