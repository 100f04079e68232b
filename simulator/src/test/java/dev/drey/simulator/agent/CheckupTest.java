/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import static dev.drey.simulator.agent.AgentRig.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CheckStatusInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class CheckupTest {
    private final AgentRig rig = AgentRig.checkpointing();

    @Test
    void aCheckIsInEveryUpdateAndItsChangesAreTold() {
        rig.run(checked());
        rig.containers.of("t1").events.started();

        assertThat(rig.acknowledged().getCheckStatus()).isEqualTo(exitCode(OptionalInt.empty()));
        assertThat(rig.acknowledged().getCheckStatus()).isEqualTo(exitCode(OptionalInt.empty()));
        rig.advance(15);
        assertThat(rig.acknowledged())
                .returns(exitCode(OptionalInt.of(0)), TaskStatus::getCheckStatus)
                .returns(Reason.REASON_TASK_CHECK_STATUS_UPDATED, TaskStatus::getReason);
        rig.advance(100);
        assertThat(rig.updates()).isEmpty();
    }

    @Test
    void aCheckThatFailsNeverKills() {
        rig.running(checked());
        rig.containers.of("t1").answer = OptionalInt.of(1);

        rig.advance(15);

        assertThat(rig.acknowledged().getCheckStatus()).isEqualTo(exitCode(OptionalInt.of(1)));
        rig.advance(600);
        assertThat(rig.containers.of("t1").kills).isEmpty();
    }

    @Test
    @DisplayName("C321 the first success of a health check is told")
    void theFirstSuccessOfAHealthCheckIsTold() {
        rig.running(healthChecked());

        rig.advance(15);

        assertThat(rig.acknowledged())
                .returns(true, TaskStatus::getHealthy)
                .returns(Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED, TaskStatus::getReason);
        rig.advance(60);
        assertThat(rig.updates()).isEmpty();
    }

    @Test
    void failuresInARowKillTheTask() {
        rig.running(healthChecked());
        rig.containers.of("t1").answer = OptionalInt.empty();

        rig.advance(15);
        assertThat(rig.acknowledged().getHealthy()).isFalse();
        rig.advance(10);
        assertThat(rig.acknowledged().getHealthy()).isFalse();
        assertThat(rig.containers.of("t1").kills).isEmpty();
        rig.advance(10);
        assertThat(rig.acknowledged().getHealthy()).isFalse();
        assertThat(rig.containers.of("t1").kills).containsExactly(Duration.ofSeconds(3));
        rig.containers.of("t1").events.exited(15);

        assertThat(rig.acknowledged())
                .returns(TaskState.TASK_KILLED, TaskStatus::getState)
                .returns(true, TaskStatus::hasHealthy)
                .returns(false, TaskStatus::getHealthy);
    }

    @Test
    @DisplayName("C322 consecutive_failures of 4: four times unhealthy, then KILLED, unhealthy too")
    void toleratesAsManyFailuresAsAskedFor() {
        rig.running(healthChecked(check -> check.setConsecutiveFailures(4).setGracePeriodSeconds(0)));
        rig.containers.of("t1").answer = OptionalInt.of(1);

        rig.advance(15);
        for (int failure = 1; failure <= 4; failure++) {
            assertThat(rig.containers.of("t1").kills).hasSize(failure == 4 ? 1 : 0);
            assertThat(rig.acknowledged())
                    .returns(TaskState.TASK_RUNNING, TaskStatus::getState)
                    .returns(true, TaskStatus::hasHealthy)
                    .returns(false, TaskStatus::getHealthy);
            rig.advance(10);
        }
        rig.containers.of("t1").events.exited(15);

        assertThat(rig.acknowledged())
                .returns(TaskState.TASK_KILLED, TaskStatus::getState)
                .returns(true, TaskStatus::hasHealthy)
                .returns(false, TaskStatus::getHealthy);
    }

    @Test
    @DisplayName("C333 failures in the grace period alone are never told")
    void failuresInTheGracePeriodAreNeverTold() {
        rig.running(healthChecked(check -> check.setGracePeriodSeconds(60)));
        rig.containers.of("t1").answer = OptionalInt.of(1);

        rig.advance(50);
        rig.containers.of("t1").events.exited(0);

        assertThat(rig.acknowledged())
                .returns(TaskState.TASK_FINISHED, TaskStatus::getState)
                .returns(false, TaskStatus::hasHealthy);
    }

    @Test
    @DisplayName("C334 once healthy, the grace period is over: the next failure is told at once")
    void aTaskThatWasHealthyHasNoGrace() {
        rig.running(healthChecked(check -> check.setGracePeriodSeconds(600)));
        rig.advance(15);
        assertThat(rig.acknowledged().getHealthy()).isTrue();

        rig.containers.of("t1").answer = OptionalInt.of(1);
        rig.advance(10);

        assertThat(rig.acknowledged()).returns(true, TaskStatus::hasHealthy).returns(false, TaskStatus::getHealthy);
    }

    @Test
    @DisplayName("C335 a health command that gives no result in time has failed")
    void noResultIsAFailure() {
        rig.running(healthChecked(check -> check.setTimeoutSeconds(3)));
        rig.containers.of("t1").answer = OptionalInt.empty();

        rig.advance(15);

        assertThat(rig.containers.of("t1").probes).containsExactly(new Probe.Command(command(), Duration.ofSeconds(3)));
        assertThat(rig.acknowledged()).returns(true, TaskStatus::hasHealthy).returns(false, TaskStatus::getHealthy);
    }

    @Test
    @DisplayName("C337 with a check and a health check each update has the newest of both")
    void neitherCheckHidesTheOther() {
        var health = healthChecked(check -> check.setDelaySeconds(20)).getHealthCheck();
        rig.running(checked().toBuilder().setHealthCheck(health).build());

        rig.advance(15);
        assertThat(rig.acknowledged())
                .returns(exitCode(OptionalInt.of(0)), TaskStatus::getCheckStatus)
                .returns(false, TaskStatus::hasHealthy);
        rig.advance(5);
        assertThat(rig.acknowledged())
                .returns(Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED, TaskStatus::getReason)
                .returns(exitCode(OptionalInt.of(0)), TaskStatus::getCheckStatus)
                .returns(true, TaskStatus::getHealthy);
        rig.containers.of("t1").answer = OptionalInt.of(1);
        rig.advance(5);
        assertThat(rig.acknowledged())
                .returns(Reason.REASON_TASK_CHECK_STATUS_UPDATED, TaskStatus::getReason)
                .returns(exitCode(OptionalInt.of(1)), TaskStatus::getCheckStatus)
                .returns(true, TaskStatus::getHealthy);
    }

    @Test
    @DisplayName("C231 a task that is being killed is never RUNNING again, whatever its checks say")
    void checksDoNotReviveAKilledTask() {
        rig.running(healthChecked(check -> check.setGracePeriodSeconds(0)), Capability.Type.TASK_KILLING_STATE);
        rig.kill("t1");
        rig.containers.of("t1").answer = OptionalInt.of(1);
        assertThat(rig.acknowledged())
                .returns(TaskState.TASK_KILLING, TaskStatus::getState)
                .returns(false, TaskStatus::hasHealthy);

        rig.advance(60);
        assertThat(rig.updates()).isEmpty();
        rig.containers.of("t1").events.exited(15);

        assertThat(rig.acknowledged())
                .returns(TaskState.TASK_KILLED, TaskStatus::getState)
                .returns(false, TaskStatus::hasHealthy);
    }

    @Test
    void failuresBeforeTheFirstSuccessAreForgivenForAWhile() {
        rig.running(healthChecked().toBuilder()
                .setHealthCheck(healthChecked().getHealthCheck().toBuilder().setGracePeriodSeconds(60))
                .build());
        rig.containers.of("t1").answer = OptionalInt.of(1);

        rig.advance(59);

        assertThat(rig.updates()).isEmpty();
        assertThat(rig.containers.of("t1").kills).isEmpty();
    }

    @Test
    void nothingIsCheckedOnceTheTaskIsKilled() {
        rig.running(checked());

        rig.kill("t1");
        rig.advance(60);

        assertThat(rig.containers.of("t1").probes).isEmpty();
    }

    @Test
    void theChecksGoOnAfterTheAgentHasReturned() {
        rig.running(checked());
        rig.restart(rig.agent.crash());

        rig.advance(15);

        assertThat(rig.acknowledged().getCheckStatus()).isEqualTo(exitCode(OptionalInt.of(0)));
        assertThat(rig.containers.of("t1").probes)
                .isEqualTo(List.of(new Probe.Command(command(), Duration.ofSeconds(20))));
    }

    private static TaskInfo checked() {
        return task("t1")
                .setCheck(CheckInfo.newBuilder()
                        .setType(CheckInfo.Type.COMMAND)
                        .setCommand(CheckInfo.Command.newBuilder().setCommand(command())))
                .build();
    }

    private static TaskInfo healthChecked() {
        return healthChecked(check -> check);
    }

    private static TaskInfo healthChecked(UnaryOperator<HealthCheck.Builder> changes) {
        var check = HealthCheck.newBuilder().setType(HealthCheck.Type.COMMAND).setCommand(command());
        return task("t1").setHealthCheck(changes.apply(check)).build();
    }

    private static CommandInfo command() {
        return CommandInfo.newBuilder().setValue("test -f ready").build();
    }

    private static CheckStatusInfo exitCode(OptionalInt code) {
        var status = CheckStatusInfo.newBuilder().setType(CheckInfo.Type.COMMAND);
        status.getCommandBuilder();
        code.ifPresent(status.getCommandBuilder()::setExitCode);
        return status.build();
    }
}
