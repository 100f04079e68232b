/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.crash;

import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.world.Timeline;
import java.time.Duration;

/** A link whose messages take two milliseconds. */
record TestLink<M>(Timeline timeline, Link<M> end) implements Link<M> {
    private static final Duration DELAY = Duration.ofMillis(2);

    @Override
    public void send(M message) {
        timeline.after(DELAY, "message", () -> end.send(message));
    }

    @Override
    public void close() {
        timeline.after(DELAY, "link breaks", end::close);
    }
}
