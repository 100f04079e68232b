/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.world.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The timeline of one process: it ends with the process, stands still with it, and its clock may be wrong. */
final class Life implements Timeline {
    private final Timeline timeline;
    private final Deque<Runnable> backlog = new ArrayDeque<>();
    private Duration clockError = Duration.ZERO;
    private boolean over;
    private boolean paused;

    Life(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public Instant now() {
        return timeline.now().plus(clockError);
    }

    @Override
    public Timer after(Duration delay, String label, Runnable action) {
        return timeline.after(delay, label, () -> run(action));
    }

    /** Runs it now, or once the process goes on, or never. */
    void run(Runnable action) {
        if (over) {
            return;
        }
        if (paused) {
            backlog.add(action);
        } else {
            action.run();
        }
    }

    boolean isOver() {
        return over;
    }

    boolean isPaused() {
        return paused;
    }

    void end() {
        over = true;
        backlog.clear();
    }

    void pause() {
        paused = true;
    }

    void goOn() {
        paused = false;
        while (!backlog.isEmpty() && !paused && !over) {
            backlog.poll().run();
        }
    }

    void setClockForward(Duration by) {
        clockError = clockError.plus(by);
    }
}
