/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Where the leader of this process, if it has one, can be seen. May be used from any thread. */
public final class StatusBoard {
    private final Clock clock;
    private final String framework;
    private final String flink;
    private final AtomicReference<Optional<View>> view = new AtomicReference<>(Optional.empty());

    /** A leader that can be seen: what is known of it, and its counters. */
    public record View(FleetRecorder recorder, Supplier<Map<String, Long>> counters) {}

    /**
     * @param framework the name of the framework
     * @param flink the version of Flink
     */
    public StatusBoard(Clock clock, String framework, String flink) {
        this.clock = clock;
        this.framework = framework;
        this.flink = flink;
    }

    /** The clock that recorders of this board are to use. */
    public Clock clock() {
        return clock;
    }

    /** From now on this leader is shown. */
    public void show(View leader) {
        view.set(Optional.of(leader));
    }

    /** This leader leads no more. Harmless if another one is shown already. */
    public void hide(FleetRecorder recorder) {
        view.updateAndGet(shown -> shown.filter(leader -> leader.recorder() != recorder));
    }

    /** What is to be known now. */
    public FleetStatus status() {
        var now = clock.instant();
        var leadership = view.get().map(leader -> leadership(now, leader));
        return new FleetStatus(
                now, leadership.map(StatusBoard::role).orElse(FleetStatus.Role.STANDBY), framework, flink, leadership);
    }

    private static FleetStatus.Leadership leadership(Instant now, View leader) {
        return leader.recorder().leadership(now, leader.counters().get());
    }

    private static FleetStatus.Role role(FleetStatus.Leadership leadership) {
        return leadership.halted().isPresent() ? FleetStatus.Role.HALTED : FleetStatus.Role.LEADER;
    }
}
