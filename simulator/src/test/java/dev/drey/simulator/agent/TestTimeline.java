/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import dev.drey.simulator.world.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** Virtual time for tests: stands still until it is advanced. */
final class TestTimeline implements Timeline {
    private record Action(Instant at, long sequence, Runnable body) {}

    private final Queue<Action> queue =
            new PriorityQueue<>(Comparator.comparing(Action::at).thenComparing(Action::sequence));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long sequence;

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Timer after(Duration delay, String label, Runnable body) {
        var action = new Action(now.plus(delay), sequence++, body);
        queue.add(action);
        return () -> queue.remove(action);
    }

    /** Does all that is due now. */
    void settle() {
        advance(Duration.ZERO);
    }

    void advance(Duration duration) {
        var until = now.plus(duration);
        while (!queue.isEmpty() && !queue.peek().at().isAfter(until)) {
            var action = queue.remove();
            now = action.at();
            action.body().run();
        }
        now = until;
    }
}
