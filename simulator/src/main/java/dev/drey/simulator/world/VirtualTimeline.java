/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * A timeline whose clock moves only when its owner says so.
 *
 * <p>Actions wait in one queue ordered by (time, sequence). Time jumps from one action to the next.
 */
public final class VirtualTimeline implements Timeline {
    private final PriorityQueue<Action> queue =
            new PriorityQueue<>(Comparator.comparing(Action::due).thenComparingLong(Action::sequence));
    private Instant now;
    private long nextSequence;

    public VirtualTimeline(Instant start) {
        now = start;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Timer after(Duration delay, String label, Runnable action) {
        var due = delay.isNegative() ? now : now.plus(delay);
        var pending = new Action(due, nextSequence++, label, action);
        queue.add(pending);
        return () -> queue.remove(pending);
    }

    /** Runs the next action, moving the clock to it; false if there is none. */
    public boolean step() {
        var next = queue.poll();
        if (next == null) {
            return false;
        }
        now = next.due();
        next.action().run();
        return true;
    }

    /** When the next action is due, if there is one. */
    public Optional<Instant> next() {
        return Optional.ofNullable(queue.peek()).map(Action::due);
    }

    /** Runs all that is due now, and all that this makes due now. The clock does not move. */
    public void settle() {
        runUntil(now);
    }

    /** Runs all that is due up to and including {@code end} and leaves the clock there. */
    public void runUntil(Instant end) {
        while (!queue.isEmpty() && !queue.peek().due().isAfter(end)) {
            step();
        }
        if (end.isAfter(now)) {
            now = end;
        }
    }

    /** Lets {@code time} pass. */
    public void advance(Duration time) {
        runUntil(now.plus(time));
    }

    /** Runs until nothing is pending; only for models that come to rest. */
    public void runUntilIdle() {
        boolean more = true;
        while (more) {
            more = step();
        }
    }

    private record Action(Instant due, long sequence, String label, Runnable action) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Action that && that.sequence == sequence;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(sequence);
        }
    }
}
