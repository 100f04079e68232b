/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.world.VirtualTimeline;
import dev.drey.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On the simulated master and agents: what becomes of workers when an operator schedules maintenance. */
@Tag("sim")
class MaintenanceTest {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualTimeline timeline = new VirtualTimeline(BEGINNING);
    private final TestMesos mesos = new TestMesos(timeline);
    private final TestOperator operator = new TestOperator(mesos);

    @Test
    void workersAreElsewhereBeforeTheMaintenanceOfTheirAgentBegins() throws Exception {
        workersRunFor(Duration.ofMinutes(1));
        var doomed = mesos.used();

        operator.schedule(doomed, BEGINNING.plus(Duration.ofMinutes(30)));
        timeline.runUntil(BEGINNING.plus(Duration.ofMinutes(19)));
        var longBefore = mesos.runningOn(doomed);
        timeline.runUntil(BEGINNING.plus(Duration.ofMinutes(21)));

        assertThat(longBefore).isNotEmpty();
        assertThat(mesos.runningOn(doomed)).isEmpty();
        assertThat(mesos.running()).hasSize(2);
    }

    @Test
    void aScheduleThatIsCalledOffMovesNobody() throws Exception {
        workersRunFor(Duration.ofMinutes(1));
        var before = mesos.running();

        operator.schedule(mesos.used(), BEGINNING.plus(Duration.ofMinutes(30)));
        timeline.runUntil(BEGINNING.plus(Duration.ofMinutes(15)));
        operator.callOffMaintenance();
        timeline.runUntil(BEGINNING.plus(Duration.ofMinutes(40)));

        assertThat(mesos.running()).isEqualTo(before);
    }

    private void workersRunFor(Duration duration) throws Exception {
        new TestAppmaster(CrashWorld.SETTINGS, mesos, timeline, new MemoryStore(), new LinkedHashSet<>(), actor -> {})
                .begin(CrashWorld.PROFILE, 2);
        timeline.runUntil(BEGINNING.plus(duration));
    }
}
