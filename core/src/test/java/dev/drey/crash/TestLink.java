/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.crash;

import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.world.Timeline;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A link whose messages take two milliseconds, or are lost without a trace while it is cut. */
record TestLink<M>(Timeline timeline, BooleanSupplier isCut, Link<M> end) implements Link<M> {
    private static final Duration DELAY = Duration.ofMillis(2);

    @Override
    public void send(M message) {
        timeline.after(DELAY, "message", () -> {
            if (!isCut.getAsBoolean()) {
                end.send(message);
            }
        });
    }

    @Override
    public void close() {
        timeline.after(DELAY, "link breaks", () -> {
            if (!isCut.getAsBoolean()) {
                end.close();
            }
        });
    }
}
