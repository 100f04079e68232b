/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.world.VirtualTimeline;
import dev.drey.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;
import org.apache.mesos.v1.master.Protos.Call;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On the simulated master and agents: what becomes of workers when an operator schedules maintenance. */
@Tag("sim")
class MaintenanceTest {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualTimeline timeline = new VirtualTimeline(BEGINNING);
    private final TestMesos mesos = new TestMesos(timeline);

    @Test
    void workersAreElsewhereBeforeTheMaintenanceOfTheirAgentBegins() throws Exception {
        workersRunFor(Duration.ofMinutes(1));
        var doomed = used();

        schedule("agent-" + doomed, Duration.ofMinutes(30));
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

        schedule("agent-" + used(), Duration.ofMinutes(30));
        timeline.runUntil(BEGINNING.plus(Duration.ofMinutes(15)));
        callOff();
        timeline.runUntil(BEGINNING.plus(Duration.ofMinutes(40)));

        assertThat(mesos.running()).isEqualTo(before);
    }

    /** An agent that has workers. */
    private int used() {
        return mesos.runningOn(0).isEmpty() ? 1 : 0;
    }

    private void workersRunFor(Duration duration) throws Exception {
        new TestAppmaster(CrashWorld.SETTINGS, mesos, timeline, new MemoryStore(), new LinkedHashSet<>(), () -> {})
                .begin(CrashWorld.PROFILE, 2);
        timeline.runUntil(BEGINNING.plus(duration));
    }

    private void schedule(String hostname, Duration start) {
        var window = Window.newBuilder()
                .addMachineIds(MachineID.newBuilder().setHostname(hostname).setIp("127.0.0.1"))
                .setUnavailability(Unavailability.newBuilder()
                        .setStart(TimeInfo.newBuilder()
                                .setNanoseconds(BEGINNING.plus(start).getEpochSecond() * 1_000_000_000L))
                        .setDuration(DurationInfo.newBuilder()
                                .setNanoseconds(Duration.ofHours(1).toNanos())));
        update(Schedule.newBuilder().addWindows(window).build());
    }

    private void callOff() {
        update(Schedule.getDefaultInstance());
    }

    private void update(Schedule schedule) {
        var call = Call.newBuilder().setType(Call.Type.UPDATE_MAINTENANCE_SCHEDULE);
        call.getUpdateMaintenanceScheduleBuilder().setSchedule(schedule);
        assertThat(mesos.master().operate(call.build()).answer().status()).isEqualTo(200);
    }
}
