/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import static dev.drey.simulator.agent.AgentRig.framework;
import static dev.drey.simulator.agent.AgentRig.task;
import static org.apache.mesos.v1.Protos.TaskStatus.Source.SOURCE_AGENT;
import static org.apache.mesos.v1.Protos.TaskStatus.Source.SOURCE_EXECUTOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class CommandTaskTest {
    private final AgentRig rig = AgentRig.registered();

    @Test
    void tellsStartingRunningAndFinishedWithTheContainersAddress() {
        rig.run(task("t1").build());
        rig.containers.of("t1").events.started();

        var starting = rig.acknowledged();
        var running = rig.acknowledged();
        rig.containers.of("t1").events.exited(0);
        var finished = rig.acknowledged();

        assertThat(starting.getState()).isEqualTo(TaskState.TASK_STARTING);
        assertThat(running.getState()).isEqualTo(TaskState.TASK_RUNNING);
        assertThat(running.getSource()).isEqualTo(SOURCE_EXECUTOR);
        assertThat(running.hasReason()).isFalse();
        assertThat(running.getExecutorId().getValue()).isEqualTo("t1");
        assertThat(running.getAgentId()).isEqualTo(AgentRig.AGENT);
        assertThat(running.getUuid().size()).isEqualTo(16);
        assertThat(running.getContainerStatus().getExecutorPid()).isEqualTo(4711);
        assertThat(running.getContainerStatus()
                        .getNetworkInfos(0)
                        .getIpAddresses(0)
                        .getIpAddress())
                .isEqualTo("127.0.0.1");
        assertThat(finished.getState()).isEqualTo(TaskState.TASK_FINISHED);
    }

    @Test
    void anExitStatusOtherThanZeroFailsTheTask() {
        rig.running(task("t1").build());

        rig.containers.of("t1").events.exited(3 * 256);

        var failed = rig.acknowledged();
        assertThat(failed.getState()).isEqualTo(TaskState.TASK_FAILED);
        assertThat(failed.getMessage()).isEqualTo("Command exited with status 3");
    }

    @Test
    void aSignalFailsTheTaskToo() {
        rig.running(task("t1").build());

        rig.containers.of("t1").events.exited(9);

        assertThat(rig.acknowledged().getMessage()).isEqualTo("Command terminated with signal Killed");
    }

    @Test
    @DisplayName("C074 C217 without TASK_KILLING_STATE a kill shows as KILLED only, whatever the exit status")
    void killsWithoutAnnouncement() {
        rig.running(task("t1").build());

        rig.kill("t1");
        assertThat(rig.heard()).isEmpty();
        rig.containers.of("t1").events.exited(0);

        var killed = rig.acknowledged();
        assertThat(killed.getState()).isEqualTo(TaskState.TASK_KILLED);
        assertThat(killed.hasReason()).isFalse();
        assertThat(killed.getUuid().size()).isEqualTo(16);
        assertThat(rig.containers.of("t1").kills).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    @DisplayName("C218 with TASK_KILLING_STATE KILLING comes first")
    void announcesAKill() {
        rig.running(task("t1").build(), Capability.Type.TASK_KILLING_STATE);

        rig.kill("t1");
        assertThat(rig.acknowledged().getState()).isEqualTo(TaskState.TASK_KILLING);
        rig.kill("t1");
        assertThat(rig.heard()).isEmpty();
        assertThat(rig.containers.of("t1").kills).hasSize(1);
        rig.containers.of("t1").events.exited(15);

        assertThat(rig.acknowledged().getState()).isEqualTo(TaskState.TASK_KILLED);
    }

    @Test
    void theGraceIsThatOfTheTaskNotOfTheKill() {
        var policy = KillPolicy.newBuilder()
                .setGracePeriod(DurationInfo.newBuilder().setNanoseconds(1_000_000_000L))
                .build();
        rig.running(task("t1").setKillPolicy(policy).build());

        var longer = KillPolicy.newBuilder()
                .setGracePeriod(DurationInfo.newBuilder().setNanoseconds(9_000_000_000L))
                .build();
        rig.tell(new ToAgent.KillTask(AgentRig.FRAMEWORK, AgentRig.taskId("t1"), Optional.of(longer)));

        assertThat(rig.containers.of("t1").kills).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void aKillDuringLaunchEndsTheTaskAtOnce() {
        rig.run(task("t1").build());

        rig.kill("t1");
        rig.containers.of("t1").events.started();

        assertSays(rig.acknowledged(), TaskState.TASK_KILLED, Reason.REASON_TASK_KILLED_DURING_LAUNCH);
        assertThat(rig.containers.of("t1").destroyed).isTrue();
        assertThat(rig.heard()).isEmpty();
    }

    @Test
    void aKillOfAnUnknownTaskIsAnswered() {
        rig.tell(new ToAgent.UpdateFramework(framework(Capability.Type.PARTITION_AWARE)));

        rig.kill("nosuch");

        assertSays(rig.acknowledged(), TaskState.TASK_DROPPED, Reason.REASON_EXECUTOR_TERMINATED);
    }

    @Test
    void aKillOfAnUnknownTaskOfAnUnknownFrameworkIsAnsweredWithLost() {
        rig.kill("nosuch");

        assertSays(rig.acknowledged(), TaskState.TASK_LOST, Reason.REASON_EXECUTOR_TERMINATED);
    }

    @Test
    @DisplayName("C233 max_completion_time fails the task without KILLING")
    void endsATaskThatTakesTooLong() {
        var limit = DurationInfo.newBuilder().setNanoseconds(2_000_000_000L);
        rig.running(task("t1").setMaxCompletionTime(limit).build(), Capability.Type.TASK_KILLING_STATE);

        rig.advance(2);
        rig.containers.of("t1").events.exited(9);

        var failed = rig.acknowledged();
        assertThat(failed.getState()).isEqualTo(TaskState.TASK_FAILED);
        assertThat(failed.getSource()).isEqualTo(SOURCE_EXECUTOR);
        assertThat(failed.getReason()).isEqualTo(Reason.REASON_MAX_COMPLETION_TIME_REACHED);
        assertThat(rig.containers.of("t1").kills).containsExactly(Duration.ZERO);
    }

    @Test
    void aCommandWithoutValueStartsAndFails() {
        rig.run(task("t1").setCommand(CommandInfo.newBuilder().setShell(true)).build());
        rig.containers.of("t1").events.started();

        assertThat(rig.acknowledged().getState()).isEqualTo(TaskState.TASK_STARTING);
        assertSays(rig.acknowledged(), TaskState.TASK_FAILED, Reason.REASON_EXECUTOR_TERMINATED);
    }

    @Test
    void aFailedFetchFailsTheTask() {
        rig.run(task("t1").build());

        rig.containers.of("t1").events.launchFailed("http://x/y: HTTP 404");

        var failed = rig.acknowledged();
        assertSays(failed, TaskState.TASK_FAILED, Reason.REASON_CONTAINER_LAUNCH_FAILED);
        assertThat(failed.getMessage()).contains("HTTP 404");
    }

    @Test
    @DisplayName("12.22 a fetch longer than the executor registration timeout is a failed launch")
    void aSlowFetchFailsTheTask() {
        rig.run(task("t1").build());

        rig.advance(59);
        assertThat(rig.heard()).isEmpty();
        rig.advance(1);

        assertSays(rig.acknowledged(), TaskState.TASK_FAILED, Reason.REASON_CONTAINER_LAUNCH_FAILED);
        assertThat(rig.containers.of("t1").destroyed).isTrue();
    }

    @Test
    @DisplayName("C327 a task of a user that does not exist is dropped")
    void anUnknownUserDropsTheTask() {
        rig.run(task("t1").build(), Capability.Type.PARTITION_AWARE);

        rig.containers.of("t1").events.refused("no such user: alice");

        assertSays(rig.acknowledged(), TaskState.TASK_DROPPED, Reason.REASON_EXECUTOR_TERMINATED);
    }

    @Test
    @DisplayName("13.22 the id of a task that just ended is refused for a second")
    void anExecutorLingers() {
        rig.running(task("t1").build());
        rig.containers.of("t1").events.exited(0);
        rig.acknowledged();

        rig.run(task("t1").build());
        assertSays(rig.acknowledged(), TaskState.TASK_LOST, Reason.REASON_TASK_INVALID);

        rig.advance(1);
        rig.running(task("t1").build());
    }

    @Test
    void shutdownOfTheExecutorKillsTheTaskWithoutAFailure() {
        rig.running(task("t1").build());

        rig.tell(new ToAgent.ShutdownExecutor(
                AgentRig.FRAMEWORK, ExecutorID.newBuilder().setValue("t1").build()));
        rig.containers.of("t1").events.exited(15);

        assertThat(rig.acknowledged().getState()).isEqualTo(TaskState.TASK_KILLED);
        rig.advance(5);
        assertThat(rig.heard(ToMaster.ExecutorExited.class)).isEmpty();
    }

    @Test
    void aRemovedFrameworkIsShutDownInSilence() {
        rig.running(task("t1").build());

        rig.tell(new ToAgent.ShutdownFramework(AgentRig.FRAMEWORK));
        rig.containers.of("t1").events.exited(15);
        rig.advance(60);

        assertThat(rig.containers.of("t1").kills).isNotEmpty();
        assertThat(rig.heard()).isEmpty();
        assertThat(rig.agent.view().frameworks()).isEmpty();
    }

    private static void assertSays(TaskStatus status, TaskState state, Reason reason) {
        assertThat(status.getState()).isEqualTo(state);
        assertThat(status.getSource()).isEqualTo(SOURCE_AGENT);
        assertThat(status.getReason()).isEqualTo(reason);
        assertThat(status.hasUuid()).isTrue();
        assertThat(status.hasContainerStatus()).isFalse();
    }
}
