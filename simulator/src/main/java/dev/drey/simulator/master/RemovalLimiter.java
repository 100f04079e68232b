/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.world.Timeline;
import dev.drey.simulator.world.Timeline.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Spaces the removals of agents that are silent: the flag {@code --agent_removal_rate_limit}. Without it removals
 * happen at once.
 */
final class RemovalLimiter {
    private final Timeline timeline;
    private final Optional<Duration> spacing;
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private Instant next = Instant.MIN;
    private boolean scheduled;

    RemovalLimiter(Timeline timeline, Optional<Duration> spacing) {
        this.timeline = timeline;
        this.spacing = spacing;
    }

    private record Turn(Runnable removal) {}

    /** Removes when it is its turn; until then it can be cancelled, and then takes nobody's turn. */
    Timer await(Runnable removal) {
        if (spacing.isEmpty()) {
            removal.run();
            return () -> {};
        }
        var turn = new Turn(removal);
        waiting.add(turn);
        schedule();
        return () -> waiting.removeIf(other -> other == turn);
    }

    private void schedule() {
        if (scheduled || waiting.isEmpty()) {
            return;
        }
        scheduled = true;
        var now = timeline.now();
        var delay = next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
        timeline.after(delay, "agent removal", this::takeTurn);
    }

    private void takeTurn() {
        scheduled = false;
        var turn = waiting.poll();
        if (turn != null) {
            next = timeline.now().plus(spacing.orElseThrow());
            turn.removal().run();
        }
        schedule();
    }
}
