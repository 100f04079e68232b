/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import static dev.drey.simulator.agent.AgentRig.AGENT;
import static dev.drey.simulator.agent.AgentRig.FRAMEWORK;
import static dev.drey.simulator.agent.AgentRig.framework;
import static dev.drey.simulator.agent.AgentRig.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.agent.Termination.Cause;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.resources.Resources;
import java.util.List;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Containers that the agent itself has to end. */
@Tag("unit")
class TerminationTest {
    private static final ExecutorID EXECUTOR =
            ExecutorID.newBuilder().setValue("ex").build();
    private static final List<Resource> LIMIT = Resources.parse("mem:32").toList();

    private final AgentRig rig = AgentRig.registered();

    @Test
    @DisplayName("4.2 too much memory: FAILED, SA, CONTAINER_LIMITATION_MEMORY, with the limit")
    void endsATaskThatUsesTooMuchMemory() {
        rig.running(task("t1").build());

        rig.containers.of("t1").events.terminated(new Termination(Cause.MEMORY_LIMIT, "too much", LIMIT));

        assertThat(rig.acknowledged())
                .returns(TaskState.TASK_FAILED, TaskStatus::getState)
                .returns(Source.SOURCE_AGENT, TaskStatus::getSource)
                .returns(Reason.REASON_CONTAINER_LIMITATION_MEMORY, TaskStatus::getReason)
                .returns(LIMIT, status -> status.getLimitation().getResourcesList());
        assertThat(rig.containers.of("t1").destroyed).isTrue();
    }

    @Test
    @DisplayName("C325 a nested task that uses too much disk: FAILED, CONTAINER_LIMITATION_DISK")
    void endsANestedTaskThatUsesTooMuchDisk() {
        runGroup();

        rig.containers.of("g1").events.terminated(new Termination(Cause.DISK_LIMIT, "too much", LIMIT));

        assertThat(rig.acknowledged())
                .returns(TaskState.TASK_FAILED, TaskStatus::getState)
                .returns(Reason.REASON_CONTAINER_LIMITATION_DISK, TaskStatus::getReason);
        assertThat(rig.containers.of("g1").destroyed).isTrue();
        assertThat(rig.containers.of("g2").kills).hasSize(1);
    }

    @Test
    @DisplayName("C329 resources of a container that cannot be changed: all its tasks are LOST, or GONE")
    void losesTasksOfAContainerThatCannotChange() {
        runGroup(Capability.Type.PARTITION_AWARE);

        rig.containers.of("g1").events.terminated(new Termination(Cause.UPDATE_FAILED, "no way", List.of()));

        assertThat(rig.updates()).hasSize(2).allSatisfy(status -> {
            assertThat(status.getState()).isEqualTo(TaskState.TASK_GONE);
            assertThat(status.getSource()).isEqualTo(Source.SOURCE_AGENT);
            assertThat(status.getReason()).isEqualTo(Reason.REASON_CONTAINER_UPDATE_FAILED);
        });
        assertThat(rig.containers.of("g2").destroyed).isTrue();
    }

    @Test
    @DisplayName("C330 a preempted container: LOST, or GONE for partition aware frameworks, CONTAINER_PREEMPTED")
    void preempts() {
        rig.running(task("t1").build());
        rig.agent.preempt(FRAMEWORK, ExecutorID.newBuilder().setValue("t1").build());
        assertThat(rig.acknowledged())
                .returns(TaskState.TASK_LOST, TaskStatus::getState)
                .returns(Reason.REASON_CONTAINER_PREEMPTED, TaskStatus::getReason);

        rig.running(task("t2").build(), Capability.Type.PARTITION_AWARE);
        rig.agent.preempt(FRAMEWORK, ExecutorID.newBuilder().setValue("t2").build());
        assertThat(rig.acknowledged().getState()).isEqualTo(TaskState.TASK_GONE);
    }

    @Test
    void tellsWhatCanBeRevoked() {
        var revocable = Resources.parse("cpus:2").toList().get(0).toBuilder()
                .setRevocable(Resource.RevocableInfo.getDefaultInstance())
                .build();

        rig.agent.oversubscribe(List.of(revocable));
        rig.agent.oversubscribe(List.of(revocable));

        assertThat(rig.heard()).containsExactly(new ToMaster.Oversubscribed(List.of(revocable)));
        assertThat(rig.agent.view().total()).contains(revocable);
    }

    private void runGroup(Capability.Type... capabilities) {
        var executor = ExecutorInfo.newBuilder()
                .setType(ExecutorInfo.Type.DEFAULT)
                .setExecutorId(EXECUTOR)
                .setFrameworkId(FRAMEWORK);
        rig.tell(new ToAgent.RunTaskGroup(
                framework(capabilities),
                executor.build(),
                TaskGroupInfo.newBuilder()
                        .addTasks(task("g1"))
                        .addTasks(task("g2"))
                        .build()));
        rig.containers.of("g1").events.started();
        rig.containers.of("g2").events.started();
        for (int i = 0; i < 2; i++) {
            rig.updates().forEach(status -> rig.acknowledge(status.getTaskId().getValue(), status.getUuid()));
        }
        assertThat(rig.agent.id()).contains(AGENT);
    }
}
