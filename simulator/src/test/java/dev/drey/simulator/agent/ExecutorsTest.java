/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import static dev.drey.simulator.agent.AgentRig.FRAMEWORK;
import static dev.drey.simulator.agent.AgentRig.framework;
import static dev.drey.simulator.agent.AgentRig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ExecutorsTest {
    private final AgentRig rig = AgentRig.registered();

    @Test
    @DisplayName("C319 killing one task of a group kills the others, then the executor ends with status 0")
    void aGroupDiesTogether() {
        runGroup("g1", "g2");

        rig.kill("g1");
        rig.containers.of("g1").events.exited(15);
        assertThat(rig.containers.of("g2").kills).containsExactly(Duration.ofSeconds(3));
        rig.containers.of("g2").events.exited(15);

        assertThat(rig.updates())
                .extracting(status -> status.getState())
                .containsExactly(TaskState.TASK_KILLED, TaskState.TASK_KILLED);
        rig.advance(1);
        assertThat(rig.heard(ToMaster.ExecutorExited.class))
                .containsExactly(new ToMaster.ExecutorExited(FRAMEWORK, AgentRig.AGENT, executor("ex"), 0));
    }

    @Test
    @DisplayName("C323 tasks that are not killed go on")
    void aTaskThatEndsWellLeavesTheRestOfItsGroupAlone() {
        runGroup("g1", "g2");

        rig.containers.of("g1").events.exited(0);

        assertThat(rig.containers.of("g2").kills).isEmpty();
        assertThat(rig.acknowledged().getState()).isEqualTo(TaskState.TASK_FINISHED);
    }

    @Test
    void theDefaultExecutorHonoursTheGraceOfTheKill() {
        runGroup("g1");
        var policy = KillPolicy.newBuilder()
                .setGracePeriod(DurationInfo.newBuilder().setNanoseconds(7_000_000_000L))
                .build();

        rig.tell(new ToAgent.KillTask(FRAMEWORK, AgentRig.taskId("g1"), Optional.of(policy)));

        assertThat(rig.containers.of("g1").kills).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void anExecutorThatIsEndingTakesNoFurtherGroup() {
        runGroup("g1");
        rig.containers.of("g1").events.exited(0);
        rig.acknowledged();

        rig.tell(group("g2"));

        var dropped = rig.acknowledged();
        assertThat(dropped.getState()).isEqualTo(TaskState.TASK_LOST);
        assertThat(dropped.getReason()).isEqualTo(Reason.REASON_EXECUTOR_TERMINATED);
    }

    @Test
    void aCustomExecutorThatEndsFailsItsTasks() {
        rig.run(customTask("t1"));
        rig.containers.of("t1").events.started();

        rig.containers.of("t1").events.exited(768);

        var heard = rig.heard();
        var failed = ((ToMaster.Update) heard.get(0)).status();
        assertThat(failed.getState()).isEqualTo(TaskState.TASK_FAILED);
        assertThat(failed.getSource()).isEqualTo(Source.SOURCE_AGENT);
        assertThat(failed.getReason()).isEqualTo(Reason.REASON_EXECUTOR_TERMINATED);
        assertThat(failed.getExecutorId()).isEqualTo(executor("e1"));
        assertThat(heard.get(1)).isEqualTo(new ToMaster.ExecutorExited(FRAMEWORK, AgentRig.AGENT, executor("e1"), 768));
    }

    @Test
    void aCustomExecutorThatNeverRegistersIsGivenUpAfterAMinute() {
        rig.run(customTask("t1"));
        rig.containers.of("t1").events.started();

        rig.advance(60);

        assertThat(rig.containers.of("t1").destroyed).isTrue();
        assertThat(rig.updates())
                .extracting(status -> status.getReason())
                .containsExactly(Reason.REASON_EXECUTOR_REGISTRATION_TIMEOUT);
    }

    @Test
    @DisplayName("C227 an executor whose only task is killed before it registered is shut down")
    void killsATaskOfARegisteringExecutor() {
        rig.run(customTask("t1"));
        rig.containers.of("t1").events.started();

        rig.kill("t1");

        assertThat(rig.containers.of("t1").destroyed).isTrue();
        assertThat(rig.updates())
                .extracting(status -> status.getReason())
                .containsExactly(Reason.REASON_TASK_KILLED_DURING_LAUNCH);
    }

    @Test
    @DisplayName("C226 all tasks that are killed before they were started are KILLED")
    void killsAllPendingTasks() {
        rig.run(task("t1").build());
        rig.run(task("t2").build());

        rig.kill("t1");
        rig.kill("t2");

        assertThat(rig.updates())
                .extracting(status -> status.getState(), status -> status.getReason())
                .containsExactly(
                        tuple(TaskState.TASK_KILLED, Reason.REASON_TASK_KILLED_DURING_LAUNCH),
                        tuple(TaskState.TASK_KILLED, Reason.REASON_TASK_KILLED_DURING_LAUNCH));
    }

    @Test
    @DisplayName("C229 without the group that brings the executor there is none for the groups behind it")
    void groupsNeedTheGroupThatBringsTheirExecutor() {
        rig.tellTogether(
                group("g1"),
                group("g2"),
                group("g3"),
                new ToAgent.KillTask(FRAMEWORK, AgentRig.taskId("g1"), Optional.empty()));

        assertThat(rig.updates())
                .extracting(status -> status.getTaskId().getValue(), status -> status.getState())
                .containsExactly(
                        tuple("g1", TaskState.TASK_KILLED),
                        tuple("g2", TaskState.TASK_LOST),
                        tuple("g3", TaskState.TASK_LOST));
    }

    @Test
    void aGroupBehindOthersDiesAlone() {
        rig.tellTogether(
                group("g1"), group("g2"), new ToAgent.KillTask(FRAMEWORK, AgentRig.taskId("g2"), Optional.empty()));

        assertThat(rig.containers.has("g1")).isTrue();
        assertThat(rig.containers.has("g2")).isFalse();
    }

    @Test
    @DisplayName("C230 a task that comes for an executor that is shut down is LOST")
    void takesNothingOnceShutDown() {
        runGroup("g1");
        rig.tell(new ToAgent.ShutdownExecutor(FRAMEWORK, executor("ex")));
        rig.updates();

        rig.tell(group("g2"));

        var lost = rig.updates().get(0);
        assertThat(lost.getState()).isEqualTo(TaskState.TASK_LOST);
        assertThat(lost.getReason()).isEqualTo(Reason.REASON_EXECUTOR_TERMINATED);
        assertThat(rig.containers.has("g2")).isFalse();
    }

    @Test
    @DisplayName("C230 the same for an executor of the framework's own")
    void takesNothingOnceShutDownToo() {
        rig.run(customTask("t1"));
        rig.containers.of("t1").events.started();
        rig.tell(new ToAgent.ShutdownExecutor(FRAMEWORK, executor("e1")));

        rig.run(customTask("t2"));

        assertThat(rig.acknowledged())
                .returns(TaskState.TASK_LOST, TaskStatus::getState)
                .returns(Reason.REASON_EXECUTOR_TERMINATED, TaskStatus::getReason);
    }

    @Test
    @DisplayName("C311 a drain with mark_gone shows its kills as GONE_BY_OPERATOR")
    void drainsWithMarkGone() {
        rig.running(task("t1").build(), Capability.Type.TASK_KILLING_STATE, Capability.Type.PARTITION_AWARE);

        rig.tell(new ToAgent.Drain(Optional.empty(), true));

        var gone = rig.acknowledged();
        assertThat(gone.getState()).isEqualTo(TaskState.TASK_GONE_BY_OPERATOR);
        assertThat(gone.getReason()).isEqualTo(Reason.REASON_AGENT_DRAINING);
    }

    @Test
    void refusesTasksUntilDrained() {
        rig.running(task("t1").build());
        rig.tell(new ToAgent.Drain(Optional.empty(), false));

        rig.run(task("t2").build());
        assertThat(rig.acknowledged().getReason()).isEqualTo(Reason.REASON_AGENT_DRAINING);
        rig.containers.of("t1").events.exited(15);
        rig.advance(1);

        rig.run(task("t3").build());
        assertThat(rig.containers.has("t3")).isTrue();
    }

    private void runGroup(String... tasks) {
        rig.tell(group(tasks));
        for (var task : tasks) {
            rig.containers.of(task).events.started();
        }
        for (int i = 0; i < 2; i++) {
            rig.updates().forEach(status -> rig.acknowledge(status.getTaskId().getValue(), status.getUuid()));
        }
    }

    private static ToAgent.RunTaskGroup group(String... tasks) {
        var group = TaskGroupInfo.newBuilder();
        for (var task : tasks) {
            group.addTasks(task(task));
        }
        var executor = ExecutorInfo.newBuilder()
                .setType(ExecutorInfo.Type.DEFAULT)
                .setExecutorId(executor("ex"))
                .setFrameworkId(FRAMEWORK);
        return new ToAgent.RunTaskGroup(framework(), executor.build(), group.build());
    }

    private static TaskInfo customTask(String id) {
        var executor = ExecutorInfo.newBuilder()
                .setExecutorId(executor("e1"))
                .setCommand(CommandInfo.newBuilder().setValue("exit 3"));
        return task(id).clearCommand().setExecutor(executor).build();
    }

    private static ExecutorID executor(String id) {
        return ExecutorID.newBuilder().setValue(id).build();
    }
}
