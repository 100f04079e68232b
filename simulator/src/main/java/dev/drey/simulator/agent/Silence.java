/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import dev.drey.simulator.world.Timeline;
import dev.drey.simulator.world.Timeline.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Waits for a time in which nothing happens. As it is put off all the time, its timer goes on and looks again when it
 * fires; only an end that comes earlier needs a new timer.
 *
 * <p>A process that was stopped hears all that happened meanwhile, in order, before it finds that the time is over.
 */
final class Silence {
    private final Timeline timeline;
    private final String label;
    private final Runnable action;
    private Optional<Instant> end = Optional.empty();
    private Instant armedFor = Instant.MAX;
    private Timer timer = () -> {};

    Silence(Timeline timeline, String label, Runnable action) {
        this.timeline = timeline;
        this.label = label;
        this.action = action;
    }

    /** Forgets any other end. */
    void endsAfter(Duration time) {
        var due = timeline.now().plus(time);
        end = Optional.of(due);
        if (due.isBefore(armedFor)) {
            timer.cancel();
            arm(due);
        }
    }

    void cancel() {
        timer.cancel();
        armedFor = Instant.MAX;
        end = Optional.empty();
    }

    private void arm(Instant due) {
        var wait = Duration.between(timeline.now(), due);
        armedFor = due;
        timer = timeline.after(wait.isNegative() ? Duration.ZERO : wait, label, this::fired);
    }

    private void fired() {
        var before = armedFor;
        armedFor = Instant.MAX;
        var due = end.orElse(Instant.MIN);
        if (before.isBefore(due)) {
            arm(due);
        } else {
            end = Optional.empty();
            action.run();
        }
    }
}
