/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.FrameworkId;
import java.time.Duration;
import java.time.Instant;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;
import org.apache.mesos.v1.master.Protos.Call;

/** What an operator does to a {@link TestMesos}. */
record TestOperator(TestMesos mesos) {

    /** Maintenance of one hour. */
    void schedule(int agent, Instant start) {
        var machine = MachineID.newBuilder().setHostname("agent-" + agent).setIp("127.0.0.1");
        var window = Window.newBuilder()
                .addMachineIds(machine)
                .setUnavailability(Unavailability.newBuilder()
                        .setStart(TimeInfo.newBuilder().setNanoseconds(start.getEpochSecond() * 1_000_000_000L))
                        .setDuration(DurationInfo.newBuilder()
                                .setNanoseconds(Duration.ofHours(1).toNanos())));
        update(Schedule.newBuilder().addWindows(window).build());
    }

    void callOffMaintenance() {
        update(Schedule.getDefaultInstance());
    }

    private void update(Schedule schedule) {
        var call = Call.newBuilder().setType(Call.Type.UPDATE_MAINTENANCE_SCHEDULE);
        call.getUpdateMaintenanceScheduleBuilder().setSchedule(schedule);
        operate(call.build());
    }

    void drain(int agent) {
        var call = Call.newBuilder().setType(Call.Type.DRAIN_AGENT);
        call.getDrainAgentBuilder().setAgentId(mesos.id(agent));
        operate(call.build());
    }

    private void operate(Call call) {
        assertThat(mesos.master().operate(call).answer().status()).isEqualTo(200);
    }

    /** Nothing happens if the master does not know it, or has removed it already. */
    void tearDown(FrameworkId framework) {
        mesos.master()
                .teardown(FrameworkID.newBuilder().setValue(framework.value()).build());
    }
}
