/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import dev.drey.simulator.agent.Containers.Container;
import dev.drey.simulator.world.Timeline.Timer;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Probes a container again and again: after a delay, then always an interval after the last result. */
final class Rounds {
    private final Supplier<Host> host;
    private final Probe probe;
    private final Duration interval;
    private final Consumer<OptionalInt> onResult;
    private Timer next = () -> {};
    private boolean over;

    /** @param onResult told each result; empty if there was none in time */
    Rounds(Supplier<Host> host, Probe probe, Duration interval, Consumer<OptionalInt> onResult) {
        this.host = host;
        this.probe = probe;
        this.interval = interval;
        this.onResult = onResult;
    }

    void start(Container container, Duration delay) {
        next = host.get()
                .after(
                        delay,
                        "check",
                        () -> container.probe(probe, result -> {
                            if (!over) {
                                onResult.accept(result);
                            }
                            if (!over) {
                                start(container, interval);
                            }
                        }));
    }

    void stop() {
        over = true;
        next.cancel();
    }
}
