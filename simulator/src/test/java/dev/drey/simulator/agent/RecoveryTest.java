/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import static dev.drey.simulator.agent.AgentRig.AGENT;
import static dev.drey.simulator.agent.AgentRig.FRAMEWORK;
import static dev.drey.simulator.agent.AgentRig.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import java.util.List;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class RecoveryTest {
    private final AgentRig rig = AgentRig.checkpointing();

    @Test
    void aTaskLivesOnWhileItsAgentIsAwayAndIsStillControlled() {
        rig.running(task("t1").build());

        var introduction = rig.restart(rig.agent.crash());

        assertThat(introduction.info().getId()).isEqualTo(AGENT);
        assertThat(introduction.holdings().tasks())
                .extracting(known -> known.task().getTaskId().getValue(), known -> known.latest()
                        .getState())
                .containsExactly(tuple("t1", TaskState.TASK_RUNNING));
        assertThat(rig.containers.of("t1").destroyed).isFalse();
        rig.kill("t1");
        rig.containers.of("t1").events.exited(15);
        assertThat(rig.acknowledged().getState()).isEqualTo(TaskState.TASK_KILLED);
    }

    @Test
    void withoutCheckpointsTasksDieWithTheirAgent() {
        rig.checkpoints = false;
        rig.running(task("t1").build());

        var introduction = rig.restart(rig.agent.crash());

        assertThat(rig.containers.of("t1").destroyed).isTrue();
        assertThat(introduction.holdings().tasks()).isEmpty();
        assertThat(introduction.holdings().frameworks()).isEmpty();
        assertThat(rig.updates()).isEmpty();
    }

    @Test
    void aTaskThatEndsWellWhileTheAgentIsAwayHasFailedOnceItsExecutorIsGoneToo() {
        rig.running(task("t1").build());
        var snapshot = rig.agent.crash();
        rig.containers.of("t1").events.exited(0);
        rig.advance(1);

        var introduction = rig.restart(snapshot);

        assertThat(introduction.holdings().tasks().get(0).latest().getState()).isEqualTo(TaskState.TASK_FAILED);
        assertThat(rig.acknowledged())
                .returns(TaskState.TASK_FAILED, TaskStatus::getState)
                .returns(Source.SOURCE_AGENT, TaskStatus::getSource)
                .returns(Reason.REASON_EXECUTOR_TERMINATED, TaskStatus::getReason);
    }

    @Test
    @DisplayName("6.3 an executor that waits longer than 15 minutes for its agent ends itself")
    void executorsDoNotWaitForEver() {
        rig.running(task("t1").build());
        var snapshot = rig.agent.crash();
        rig.advance(15 * 60 - 1);
        assertThat(rig.containers.of("t1").destroyed).isFalse();
        rig.advance(1);
        assertThat(rig.containers.of("t1").destroyed).isTrue();

        rig.restart(snapshot);

        assertThat(rig.acknowledged())
                .returns(TaskState.TASK_FAILED, TaskStatus::getState)
                .returns(Reason.REASON_EXECUTOR_TERMINATED, TaskStatus::getReason);
    }

    @Test
    void executorsThatFoundTheirAgentAgainStay() {
        rig.running(task("t1").build());
        rig.restart(rig.agent.crash());

        rig.advance(15 * 60);

        assertThat(rig.containers.of("t1").destroyed).isFalse();
    }

    @Test
    void aTaskThatEndsRightBeforeTheAgentIsBackHasFinished() {
        rig.running(task("t1").build());
        var snapshot = rig.agent.crash();
        rig.containers.of("t1").events.exited(0);

        rig.restart(snapshot);

        assertThat(rig.acknowledged()).returns(TaskState.TASK_FINISHED, TaskStatus::getState);
    }

    @Test
    @DisplayName("C209 an update in flight when the agent restarts is sent again")
    void anUpdateThatWasNotAcknowledgedIsSentAgainByTheNextProcess() {
        rig.run(task("t1").build());
        rig.containers.of("t1").events.started();
        var first = rig.updates().get(0);

        rig.restart(rig.agent.crash());

        assertThat(rig.acknowledged()).isEqualTo(first);
        assertThat(rig.acknowledged().getState()).isEqualTo(TaskState.TASK_RUNNING);
    }

    @Test
    @DisplayName("C277 tasks of frameworks that have nothing here any more are told as completed")
    void tellsOfCompletedTasks() {
        rig.running(task("t1").build());
        rig.containers.of("t1").events.exited(0);
        rig.acknowledged();
        rig.advance(1);

        rig.connect().advance(1);

        var holdings = rig.heard(ToMaster.Reregister.class).get(0).holdings();
        assertThat(holdings.tasks()).isEmpty();
        assertThat(holdings.completed())
                .extracting(known -> known.task().getTaskId().getValue(), known -> known.latest()
                        .getState())
                .containsExactly(tuple("t1", TaskState.TASK_FINISHED));
    }

    @Test
    void aDeadProcessSaysNothingAnyMore() {
        rig.run(task("t1").build());
        rig.containers.of("t1").events.started();
        rig.heard();

        rig.agent.crash();
        rig.advance(600);

        assertThat(rig.heard()).isEmpty();
    }

    @Test
    void aTaskThatWasStillToBeStartedHasFailed() {
        rig.run(task("t1").build());

        rig.restart(rig.agent.crash());

        assertThat(rig.containers.of("t1").destroyed).isTrue();
        assertThat(rig.acknowledged().getReason()).isEqualTo(Reason.REASON_EXECUTOR_TERMINATED);
    }

    @Test
    @DisplayName("C295 a task whose executor had not registered before the restart is GONE")
    void anExecutorThatCannotRegisterAgainIsGivenUpAndItsTaskIsGone() {
        var executor = ExecutorInfo.newBuilder()
                .setExecutorId(ExecutorID.newBuilder().setValue("e"))
                .setCommand(CommandInfo.newBuilder().setValue("own executor"))
                .build();
        rig.run(task("t1").clearCommand().setExecutor(executor).build(), Capability.Type.PARTITION_AWARE);
        rig.containers.of("t1").events.started();

        rig.restart(rig.agent.crash());

        assertThat(rig.containers.of("t1").destroyed).isTrue();
        assertThat(rig.acknowledged())
                .returns(TaskState.TASK_GONE, TaskStatus::getState)
                .returns(Reason.REASON_EXECUTOR_REREGISTRATION_TIMEOUT, TaskStatus::getReason);
    }

    @Test
    void anOperationIsToldUntilItIsAcknowledgedAlsoByTheNextProcess() {
        var operation = Offer.Operation.newBuilder()
                .setType(Offer.Operation.Type.RESERVE)
                .setId(OperationID.newBuilder().setValue("op"))
                .build();
        rig.tell(new ToAgent.ApplyOperation(FRAMEWORK, operation, ByteString.copyFromUtf8("o"), List.of(), List.of()));
        var told = rig.heard(ToMaster.OperationUpdate.class).get(0);

        rig.restart(rig.agent.crash());

        assertThat(rig.heard(ToMaster.OperationUpdate.class)).containsExactly(told);
    }

    @Test
    void aWipedAgentIsANewOneAndNothingOfTheOldOneRuns() {
        rig.running(task("t1").build());

        var snapshot = rig.agent.crash().wiped();

        assertThat(rig.containers.of("t1").destroyed).isTrue();
        assertThat(snapshot.agent()).isEmpty();
    }

    @Test
    void anAgentThatLeftForGoodKeepsItsIdButNothingElse() {
        rig.running(task("t1").build());

        rig.agent.shutDown();
        assertThat(rig.agent.crash().agent()).contains(AGENT);

        assertThat(rig.containers.of("t1").kills).isNotEmpty();
    }
}
