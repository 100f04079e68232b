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
class WorldTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualTimeline time = new VirtualTimeline(START);
    private final List<String> done = new ArrayList<>();

    private Timeline.Timer plan(int seconds, String label) {
        return time.after(Duration.ofSeconds(seconds), label, () -> done.add(label));
    }

    @Test
    void runsInOrderOfTimeAndThenOfAsking() {
        plan(2, "c");
        plan(1, "a");
        plan(1, "b");

        time.runUntilIdle();

        assertThat(done).containsExactly("a", "b", "c");
        assertThat(time.now()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void settlingDoesNotMoveTheClock() {
        time.soon("first", () -> {
            done.add("first");
            time.soon("second", () -> done.add("second"));
        });
        plan(1, "later");

        time.settle();

        assertThat(done).containsExactly("first", "second");
        assertThat(time.now()).isEqualTo(START);
    }

    @Test
    void advancesToTheVeryEnd() {
        plan(5, "at the end");
        plan(6, "after it");

        time.advance(Duration.ofSeconds(5));

        assertThat(done).containsExactly("at the end");
        assertThat(time.now()).isEqualTo(START.plusSeconds(5));
    }

    @Test
    void cancelledActionsDoNotRun() {
        var timer = plan(1, "a");
        plan(1, "b");

        timer.cancel();
        timer.cancel();
        time.runUntilIdle();

        assertThat(done).containsExactly("b");
    }

    @Test
    void equalSeedsGiveEqualDraws() {
        var one = new SeededChance(42);
        var two = new SeededChance(42);

        for (int i = 0; i < 100; i++) {
            assertThat(one.below("x", 10)).isEqualTo(two.below("x", 10)).isBetween(0, 9);
            assertThat(one.fraction("y")).isEqualTo(two.fraction("y")).isBetween(0.0, 1.0);
            assertThat(one.uuid("z")).isEqualTo(two.uuid("z"));
        }
        assertThat(one.uuid("z").version()).isEqualTo(4);
        assertThat(one.uuid("z").variant()).isEqualTo(2);
    }

    @Test
    void forksDoNotDependOnOtherDraws() {
        var fresh = new SeededChance(42);
        var used = new SeededChance(42);
        used.uuid("something");

        assertThat(used.fork("a").uuid("id")).isEqualTo(fresh.fork("a").uuid("id"));
        assertThat(fresh.fork("a").uuid("id")).isNotEqualTo(fresh.fork("b").uuid("id"));
    }
}
