/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class CrashLoopsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final CrashLoops<String> loops = new CrashLoops<>(
            new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(4)), Duration.ofMinutes(1), Duration.ofMinutes(5));

    @Test
    void failuresOfOneWaveCountOnce() {
        loops.failed(NOW, "a", "first");
        loops.failed(NOW, "a", "second");
        loops.failed(NOW, "a", "third");

        assertThat(loops.waiting(NOW, "a")).contains(new CrashLoops.Streak(2, NOW, NOW.plusSeconds(1), "second"));
    }

    @Test
    void othersNeedNotWait() {
        loops.failed(NOW, "a", "first");
        loops.failed(NOW, "a", "second");

        assertThat(loops.waiting(NOW, "b")).isEmpty();
    }

    @Test
    void aQuietTimeEndsIt() {
        loops.failed(NOW, "a", "first");
        loops.failed(NOW, "a", "second");

        var later = NOW.plusSeconds(61);

        assertThat(loops.failed(later, "a", "third")).isFalse();
        assertThat(loops.waiting(later, "a")).isEmpty();
    }

    @Test
    void isRememberedForLongerThanItWaits() {
        loops.failed(NOW, "a", "first");
        loops.noted(NOW.plusSeconds(200), "b", "of old age");

        assertThat(loops.lately(NOW.plusSeconds(299))).containsExactly("a", "b");
        assertThat(loops.lately(NOW.plusSeconds(300))).containsExactly("b");
        assertThat(loops.waiting(NOW.plusSeconds(200), "b")).isEmpty();
    }

    @Test
    void remembersALimitedNumberOfNames() {
        for (var i = 0; i < 10_000; i++) {
            loops.failed(NOW.plusMillis(i), "name-" + i, "once");
        }
        var now = NOW.plusSeconds(10);

        loops.failed(now, "one more", "first");
        loops.failed(now, "one more", "second");
        loops.failed(now, "name-1", "second");

        assertThat(loops.waiting(now, "one more")).isEmpty();
        assertThat(loops.waiting(now, "name-1")).isPresent();
    }
}
