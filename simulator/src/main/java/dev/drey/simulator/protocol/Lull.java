/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.protocol;

import dev.drey.simulator.world.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A time in which a message that is sent at regular intervals is left out, because it would arrive for sure and change
 * nothing. It begins with such a message; whatever could make a difference ends it first.
 */
public final class Lull {
    private final Timeline timeline;
    private final Duration interval;
    private final Instant begin;
    private final List<Consumer<Duration>> ends = new ArrayList<>(2);
    private boolean over;

    /** Begins it now; the next message would be due after {@code interval}. */
    public Lull(Timeline timeline, Duration interval) {
        this.timeline = timeline;
        this.interval = interval;
        this.begin = timeline.now();
    }

    /** Runs {@code action} once, at the end, with the time since the last message that was left out. */
    public void onEnd(Consumer<Duration> action) {
        ends.add(action);
    }

    /** Ends it; harmless if it is over. A message that is due just now was not left out. */
    public void end() {
        if (!over) {
            over = true;
            long nanos = Duration.between(begin, timeline.now()).toNanos();
            long sinceLast = nanos == 0 ? 0 : (nanos - 1) % interval.toNanos() + 1;
            ends.forEach(end -> end.accept(Duration.ofNanos(sinceLast)));
        }
    }
}
