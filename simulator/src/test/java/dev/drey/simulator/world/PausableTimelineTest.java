/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PausableTimelineTest {
    private final VirtualTimeline time = new VirtualTimeline(Instant.EPOCH);
    private final PausableTimeline process = new PausableTimeline(time);
    private final List<String> done = new ArrayList<>();

    @Test
    void whatComesDueInAPauseIsDoneInOrderWhenItEnds() {
        process.after(Duration.ofSeconds(2), "second", () -> done.add("second"));
        process.after(Duration.ofSeconds(1), "first", () -> done.add("first"));

        process.pause();
        time.advance(Duration.ofSeconds(5));
        assertThat(done).isEmpty();

        process.resume();
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void aTimerCanBeCancelledWhileItsActionWaits() {
        var timer = process.after(Duration.ofSeconds(1), "a", () -> done.add("a"));

        process.pause();
        time.advance(Duration.ofSeconds(5));
        timer.cancel();
        process.resume();

        assertThat(done).isEmpty();
    }

    @Test
    void anActionThatPausesAgainHoldsBackTheRest() {
        process.pause();
        process.soon("pause", process::pause);
        process.soon("late", () -> done.add("late"));
        time.advance(Duration.ofSeconds(1));

        process.resume();

        assertThat(done).isEmpty();
    }
}
