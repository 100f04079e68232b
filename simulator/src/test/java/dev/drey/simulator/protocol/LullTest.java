/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.world.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class LullTest {
    private final VirtualTimeline timeline = new VirtualTimeline(Instant.EPOCH);
    private final Lull lull = new Lull(timeline, Duration.ofSeconds(15));
    private final List<Duration> ends = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"0, 0", "4, 4", "16, 1", "119, 14"})
    void knowsHowLongTheLastMessageIsPast(int length, int sinceLast) {
        lull.onEnd(ends::add);

        timeline.advance(Duration.ofSeconds(length));
        lull.end();

        assertThat(ends).containsExactly(Duration.ofSeconds(sinceLast));
    }

    @ParameterizedTest
    @CsvSource({"15", "60", "86400"})
    void aMessageThatIsDueAtItsEndIsStillToBeSent(int length) {
        lull.onEnd(ends::add);

        timeline.advance(Duration.ofSeconds(length));
        lull.end();

        assertThat(ends).containsExactly(Duration.ofSeconds(15));
    }

    @Test
    void endsOnceForAllWhoTakePart() {
        lull.onEnd(ends::add);
        lull.onEnd(ends::add);

        lull.end();
        timeline.advance(Duration.ofSeconds(1));
        lull.end();

        assertThat(ends).containsExactly(Duration.ZERO, Duration.ZERO);
    }
}
