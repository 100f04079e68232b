/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.partitionAware;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.drey.simulator.protocol.ToAgent.AcknowledgeUpdate;
import dev.drey.simulator.protocol.ToAgent.KillTask;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class StatusUpdateTest {
    private final TestCluster cluster = new TestCluster();
    private final TestAgent agent = cluster.agent("cpus:4;mem:1024");
    private final TestScheduler scheduler = cluster.subscribed(partitionAware());

    private void launch(String... ids) {
        var offer = scheduler.offer();
        for (String id : ids) {
            scheduler.launch(offer, task(id, offer, "cpus:1;mem:64"));
        }
    }

    @Test
    @DisplayName("C075 an update is forwarded; only ACKNOWLEDGE makes an acknowledgement")
    void forwardsUpdatesAndAcknowledgements() {
        launch("t");

        var running = agent.update("t", TaskState.TASK_RUNNING);
        assertThat(scheduler.update()).isEqualTo(running);
        assertThat(agent.take(AcknowledgeUpdate.class)).isEmpty();
        scheduler.acknowledge(running);

        assertThat(agent.take(AcknowledgeUpdate.class))
                .containsExactly(new AcknowledgeUpdate(scheduler.id(), running.getTaskId(), running.getUuid()));
    }

    @Test
    @DisplayName("C210 C173 a terminal task frees its resources before it is acknowledged, and keeps its id until then")
    void terminalTaskFreesResourcesAtOnce() {
        launch("t");
        var finished = agent.update("t", TaskState.TASK_FINISHED);
        scheduler.updates();

        cluster.tick();
        var freed = scheduler.offer();
        assertThat(Resources.of(freed.getResourcesList())).isEqualTo(Resources.parse("cpus:4;mem:1024"));
        assertThat(cluster.master().view().frameworks().get(0).tasks()).hasSize(1);

        scheduler.acknowledge(finished);
        var view = cluster.master().view().frameworks().get(0);
        assertThat(view.tasks()).isEmpty();
        assertThat(view.completedTasks()).hasSize(1);
    }

    @Test
    @DisplayName("C211 resources are freed by the latest state, although an earlier update waits")
    void latestStateFreesResources() {
        launch("t");

        agent.update("t", TaskState.TASK_RUNNING, TaskState.TASK_FINISHED);

        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_RUNNING);
        cluster.tick();
        assertThat(scheduler.offers()).hasSize(1);
    }

    @Test
    @DisplayName("C221 a wrong uuid is passed on and ends nothing")
    void wrongUuidEndsNothing() {
        launch("t");
        var running = agent.update("t", TaskState.TASK_RUNNING);
        agent.update("t", TaskState.TASK_FINISHED);

        scheduler.acknowledge(running);

        assertThat(cluster.master().view().frameworks().get(0).tasks()).hasSize(1);
        assertThat(agent.take(AcknowledgeUpdate.class)).hasSize(1);
    }

    @Test
    @DisplayName("C225 an update of an executor the master does not know is delivered")
    void deliversUpdatesOfUnknownExecutors() {
        var uuid = ByteString.fromHex("00112233445546778899aabbccddeeff");
        var status = TaskStatus.newBuilder()
                .setTaskId(TaskID.newBuilder().setValue("of another"))
                .setExecutorId(ExecutorID.newBuilder().setValue("unknown"))
                .setAgentId(agent.id())
                .setState(TaskState.TASK_RUNNING)
                .setUuid(uuid)
                .build();

        agent.send(new ToMaster.Update(scheduler.id(), status, status));

        assertThat(scheduler.update()).isEqualTo(status);
        scheduler.acknowledge(status);
        assertThat(agent.take(AcknowledgeUpdate.class))
                .containsExactly(new AcknowledgeUpdate(scheduler.id(), status.getTaskId(), uuid));
    }

    @Test
    @DisplayName("C222 an update after the end is delivered and changes nothing")
    void deliversUpdatesAfterTheEnd() {
        launch("t");
        scheduler.acknowledge(agent.update("t", TaskState.TASK_FINISHED));
        scheduler.updates();

        agent.update("t", TaskState.TASK_KILLED);

        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_KILLED);
        assertThat(cluster.master().view().frameworks().get(0).completedTasks())
                .singleElement()
                .satisfies(task -> assertThat(task.state()).isEqualTo(TaskState.TASK_FINISHED));
    }

    @Test
    @DisplayName("C213 KILL reaches the agent; a wrong agent id makes the master ignore it")
    void forwardsKill() {
        launch("t");
        var taskId = agent.task("t").orElseThrow().getTaskId();

        scheduler.kill("t");

        assertThat(agent.take(KillTask.class)).containsExactly(new KillTask(scheduler.id(), taskId, Optional.empty()));
    }

    @Test
    @DisplayName("C214 C247 KILL of an unknown task is answered as reconciliation")
    void killOfAnUnknownTaskIsReconciled() {
        scheduler.kill("nosuch");

        var status = scheduler.update();
        assertThat(status.getState()).isEqualTo(TaskState.TASK_UNKNOWN);
        assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_RECONCILIATION);
    }

    @Test
    void killForADisconnectedAgentIsSentWhenItIsBack() {
        launch("t");
        agent.disconnect();
        scheduler.kill("t");
        assertThat(agent.take(KillTask.class)).isEmpty();

        agent.reregister();

        assertThat(agent.take(KillTask.class)).hasSize(1);
    }

    @Test
    @DisplayName(
            "C114 the id of a task that is not acknowledged as ended cannot be used again, that of a completed can")
    void taskIdsStayTakenUntilAcknowledged() {
        launch("t");
        var finished = agent.update("t", TaskState.TASK_FINISHED);
        scheduler.updates();
        cluster.tick();
        var offer = scheduler.offer();
        scheduler.accept(0, List.of(offer), TestTasks.launch(task("t", offer, "cpus:1;mem:10")));
        assertThat(scheduler.update().getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_INVALID);

        scheduler.acknowledge(finished);
        cluster.tick();
        var again = scheduler.offer();
        scheduler.launch(again, task("t", again, "cpus:1;mem:10"));

        assertThat(scheduler.updates()).isEmpty();
    }

    @Test
    void updatesForADisconnectedFrameworkAreNotKept() {
        launch("t");
        scheduler.disconnect();
        agent.update("t", TaskState.TASK_RUNNING);

        scheduler.subscribe();
        cluster.settle();

        assertThat(scheduler.updates()).isEmpty();
        assertThat(cluster.metric("master/tasks_running")).isEqualTo(1);
    }
}
