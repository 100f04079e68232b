/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the leader of this process, if it has one, can be seen. May be used from any thread. */
public final class StatusBoard {
    /* What is asked often, by pages, scrapers and each of Flink's gauges, is answered from one copy for a while: the
     * event loop waits while a copy is made. */
    private final Clock clock;
    private final String framework;
    private final String flink;
    private final Duration lasts;
    private Optional<View> view = Optional.empty();
    private Optional<FleetStatus> last = Optional.empty();

    /** A leader that can be seen: what is known of it, and its counters. */
    public record View(FleetRecorder recorder, Supplier<Map<String, Long>> counters) {}

    /**
     * Shows nothing yet.
     *
     * @param framework the name of the framework
     * @param flink the version of Flink
     * @param lasts for how long a status may be told again; zero: never
     */
    public StatusBoard(Clock clock, String framework, String flink, Duration lasts) {
        this.clock = clock;
        this.framework = framework;
        this.flink = flink;
        this.lasts = lasts;
    }

    /** The clock that recorders of this board are to use. */
    public Clock clock() {
        return clock;
    }

    /** From now on this leader is shown. */
    public synchronized void show(View leader) {
        view = Optional.of(leader);
        last = Optional.empty();
    }

    /** This leader leads no more. Harmless if another one is shown already. */
    public synchronized void hide(FleetRecorder recorder) {
        view = view.filter(leader -> leader.recorder() != recorder);
        last = Optional.empty();
    }

    /** What is to be known now, or was a moment ago. */
    public synchronized FleetStatus status() {
        var now = clock.instant();
        var known = last.filter(status -> now.isBefore(status.at().plus(lasts)));
        last = Optional.of(known.orElseGet(() -> look(now)));
        return last.get();
    }

    private FleetStatus look(Instant now) {
        var leadership = view.map(
                leader -> leader.recorder().leadership(now, leader.counters().get()));
        return new FleetStatus(
                now, leadership.map(StatusBoard::role).orElse(FleetStatus.Role.STANDBY), framework, flink, leadership);
    }

    private static FleetStatus.Role role(FleetStatus.Leadership leadership) {
        return leadership.halted().isPresent() ? FleetStatus.Role.HALTED : FleetStatus.Role.LEADER;
    }
}
