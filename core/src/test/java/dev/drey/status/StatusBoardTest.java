/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class StatusBoardTest {
    private final Watched watched = new Watched();
    private final AtomicInteger copies = new AtomicInteger();
    private final StatusBoard board = new StatusBoard(watched.board.clock(), "Flink", "2.3.0", Duration.ofSeconds(1));

    @Test
    void manyQuestionsWithinASecondAreAnsweredFromOneCopy() {
        show();

        for (var i = 0; i < 1000; i++) {
            assertThat(board.status().leadership()).isPresent();
        }
        assertThat(copies).hasValue(1);

        watched.later(Duration.ofSeconds(1));
        assertThat(board.status().at()).isEqualTo(watched.now());
        assertThat(copies).hasValue(2);
    }

    @Test
    void whoLeadsIsToldAtOnce() {
        assertThat(board.status().role()).isEqualTo(FleetStatus.Role.STANDBY);
        show();
        assertThat(board.status().role()).isEqualTo(FleetStatus.Role.LEADER);

        board.hide(watched.recorder);
        assertThat(board.status().role()).isEqualTo(FleetStatus.Role.STANDBY);
    }

    private void show() {
        board.show(new StatusBoard.View(watched.recorder, () -> Map.of("copies", (long) copies.incrementAndGet())));
    }
}
