/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The time of one process that can be stopped and continued, as by SIGSTOP and SIGCONT. The clock goes on meanwhile;
 * what comes due waits, in order, until the process continues.
 */
public final class PausableTimeline implements Timeline {
    private final Timeline timeline;
    private final Deque<Due> waiting = new ArrayDeque<>();
    private boolean paused;

    public PausableTimeline(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public Instant now() {
        return timeline.now();
    }

    @Override
    public Timer after(Duration delay, String label, Runnable action) {
        var due = new Due(action);
        var timer = timeline.after(delay, label, () -> {
            if (paused) {
                waiting.addLast(due);
            } else {
                due.run();
            }
        });
        return () -> {
            timer.cancel();
            due.cancelled = true;
        };
    }

    /** Nothing runs from now on. */
    public void pause() {
        paused = true;
    }

    /** Runs what has come due meanwhile, and goes on. */
    public void resume() {
        paused = false;
        while (!paused && !waiting.isEmpty()) {
            waiting.removeFirst().run();
        }
    }

    private static final class Due implements Runnable {
        private final Runnable action;
        private boolean cancelled;

        private Due(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            if (!cancelled) {
                action.run();
            }
        }
    }
}
