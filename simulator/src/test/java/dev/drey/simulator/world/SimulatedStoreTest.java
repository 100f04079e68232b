/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.world.SimulatedStore.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SimulatedStoreTest {
    private final VirtualTimeline timeline = new VirtualTimeline(Instant.EPOCH);
    private final SimulatedStore<String> store = new SimulatedStore<>(timeline, Choices.ofSeed(1), "");
    private final List<Outcome> outcomes = new ArrayList<>();

    private void append(SimulatedStore<String>.Session session, String text) {
        session.write(old -> old + text, outcomes::add);
    }

    @Test
    void writesInOrderAndTellsWhenItIsDurable() {
        var session = store.open();

        append(session, "a");
        append(session, "b");
        assertThat(store.contents()).isEmpty();
        assertThat(store.anticipated()).isEqualTo("ab");
        timeline.advance(Duration.ofSeconds(1));

        assertThat(store.contents()).isEqualTo("ab");
        assertThat(outcomes).containsExactly(Outcome.DURABLE, Outcome.DURABLE);
    }

    @Test
    void fencesTheSessionBefore() {
        var before = store.open();
        var now = store.open();

        append(before, "old");
        append(now, "new");
        timeline.advance(Duration.ofSeconds(1));

        assertThat(now.epoch()).isGreaterThan(before.epoch());
        assertThat(store.contents()).isEqualTo("new");
        assertThat(outcomes).containsExactly(Outcome.FENCED, Outcome.DURABLE);
    }

    @Test
    void aTornWriteIsDurableAndReportedAsFailed() {
        store.disturb(0, 1);

        append(store.open(), "a");
        timeline.advance(Duration.ofSeconds(1));

        assertThat(store.contents()).isEqualTo("a");
        assertThat(outcomes).containsExactly(Outcome.FAILED);
    }

    @Test
    void refusesAnExpiredSessionUntilTheStoreIsOpenedAgain() {
        var session = store.open();
        store.expireSession();

        append(session, "a");
        append(store.open(), "b");
        timeline.advance(Duration.ofSeconds(1));

        assertThat(store.contents()).isEqualTo("b");
    }
}
