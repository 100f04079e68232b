/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LiveTimelineTest {
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final LiveTimeline timeline = new LiveTimeline("timeline under test", failure::complete);

    @AfterEach
    void close() {
        timeline.close();
    }

    @Test
    void runsActionsInTheOrderOfTheirTimes() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        timeline.after(Duration.ofMillis(500), "late", () -> seen.add("late"));
        timeline.after(Duration.ofMillis(250), "middle", () -> seen.add("middle"));
        timeline.soon("first", () -> seen.add("first"));
        timeline.soon("second", () -> seen.add("second"));
        var done = new CompletableFuture<Void>();
        timeline.after(Duration.ofMillis(600), "done", () -> done.complete(null));

        done.get(5, TimeUnit.SECONDS);

        assertThat(seen).containsExactly("first", "second", "middle", "late");
    }

    @Test
    void neverFiresBeforeItsOwnClockSaysSo() throws Exception {
        var asked = timeline.now();
        var fired = new CompletableFuture<Instant>();

        timeline.after(Duration.ofMillis(15), "fire", () -> fired.complete(timeline.now()));

        assertThat(fired.get(5, TimeUnit.SECONDS)).isAfterOrEqualTo(asked.plusMillis(15));
    }

    @Test
    void doesNotRunWhatIsCancelled() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        timeline.after(Duration.ofMillis(10), "cancelled", () -> seen.add("cancelled"))
                .cancel();
        var done = new CompletableFuture<Void>();
        timeline.after(Duration.ofMillis(30), "done", () -> done.complete(null));

        done.get(5, TimeUnit.SECONDS);

        assertThat(seen).isEmpty();
    }

    @Test
    void stopsAndTellsWhenAnActionThrows() throws Exception {
        var bug = new IllegalStateException("a bug");

        timeline.soon("buggy", () -> {
            throw bug;
        });

        assertThat(failure.get(5, TimeUnit.SECONDS)).isSameAs(bug);
        assertThatThrownBy(() -> timeline.call("question", () -> 1).get(5, TimeUnit.SECONDS))
                .hasMessageContaining("has stopped");
    }

    @Test
    void answersQuestionsUntilItIsClosed() throws Exception {
        assertThat(timeline.call("question", () -> 42).get(5, TimeUnit.SECONDS)).isEqualTo(42);

        var pending = new CompletableFuture<Void>();
        timeline.soon("busy", pending::join);
        var unanswered = timeline.call("too late", () -> 43);
        timeline.close();
        pending.complete(null);

        assertThatThrownBy(() -> unanswered.get(5, TimeUnit.SECONDS)).hasMessageContaining("has stopped");
    }
}
