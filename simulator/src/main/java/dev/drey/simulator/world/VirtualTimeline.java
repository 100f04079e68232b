/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * A timeline whose clock moves only when its owner says so.
 *
 * <p>Actions run ordered by (time, sequence). Time jumps from one action to the next.
 */
public final class VirtualTimeline implements Timeline {
    /* Most actions are due at once: these wait in a plain queue, as they come after all that was asked for before. A
     * cancelled action stays where it is until its turn, or until most of what waits is cancelled. */
    private static final Duration FOR_EVER = Duration.ofDays(365 * 100);
    private static final int FEW = 1_000;

    private final Instant start;
    private final PriorityQueue<Action> later = new PriorityQueue<>();
    private final Deque<Action> soon = new ArrayDeque<>();
    private Instant now;
    private long nanos;
    private long nextSequence;
    private int cancelled;

    public VirtualTimeline(Instant start) {
        this.start = start;
        this.now = start;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Timer after(Duration delay, String label, Runnable action) {
        boolean atOnce = delay.isNegative() || delay.isZero();
        long wait = atOnce ? 0 : delay.compareTo(FOR_EVER) < 0 ? delay.toNanos() : FOR_EVER.toNanos();
        var pending = new Action(this, nanos + wait, nextSequence++, action);
        if (atOnce) {
            soon.add(pending);
        } else {
            later.add(pending);
        }
        return pending;
    }

    /** Runs the next action, moving the clock to it; false if there is none. */
    public boolean step() {
        var next = peek();
        if (next == null) {
            return false;
        }
        if (next == soon.peek()) {
            soon.poll();
        } else {
            later.poll();
        }
        moveTo(next.due);
        next.run();
        return true;
    }

    /** When the next action is due, if there is one. */
    public Optional<Instant> next() {
        var next = peek();
        return next == null ? Optional.empty() : Optional.of(next.due == nanos ? now : start.plusNanos(next.due));
    }

    /** Runs all that is due now, and all that this makes due now. The clock does not move. */
    public void settle() {
        runUntil(now);
    }

    /** Runs all that is due up to and including {@code end} and leaves the clock there. */
    public void runUntil(Instant end) {
        while (stepUntil(end)) {
            /* the next one */
        }
        long last = Duration.between(start, end).toNanos();
        if (last > nanos) {
            moveTo(last);
        }
    }

    /** Runs the next action if it is due up to and including {@code end}; false if there is none. */
    public boolean stepUntil(Instant end) {
        var next = peek();
        return next != null && next.due <= Duration.between(start, end).toNanos() && step();
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

    private void moveTo(long due) {
        if (due != nanos) {
            nanos = due;
            now = start.plusNanos(due);
        }
    }

    private Action peek() {
        dropCancelled();
        var first = soon.peek();
        var other = later.peek();
        if (first == null || other == null) {
            return first == null ? other : first;
        }
        return first.compareTo(other) < 0 ? first : other;
    }

    private void dropCancelled() {
        while (!soon.isEmpty() && soon.peek().isCancelled()) {
            soon.poll();
            cancelled--;
        }
        while (!later.isEmpty() && later.peek().isCancelled()) {
            later.poll();
            cancelled--;
        }
        if (cancelled > FEW && cancelled > later.size() / 2) {
            soon.removeIf(Action::isCancelled);
            later.removeIf(Action::isCancelled);
            cancelled = 0;
        }
    }

    private static final class Action implements Timer, Comparable<Action> {
        private final VirtualTimeline timeline;
        private final long due;
        private final long sequence;
        private Runnable action;

        Action(VirtualTimeline timeline, long due, long sequence, Runnable action) {
            this.timeline = timeline;
            this.due = due;
            this.sequence = sequence;
            this.action = action;
        }

        void run() {
            var toDo = action;
            action = null;
            toDo.run();
        }

        /* Also once it has run; but then it waits nowhere. */
        boolean isCancelled() {
            return action == null;
        }

        @Override
        public void cancel() {
            if (action != null) {
                action = null;
                timeline.cancelled++;
            }
        }

        @Override
        public int compareTo(Action other) {
            return due != other.due ? Long.compare(due, other.due) : Long.compare(sequence, other.sequence);
        }
    }
}
