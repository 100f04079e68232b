/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.partitionAware;
import static dev.drey.simulator.master.TestTasks.executor;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToAgent.Missing;
import dev.drey.simulator.protocol.ToAgent.MissingTask;
import dev.drey.simulator.protocol.ToAgent.Reregistered;
import dev.drey.simulator.protocol.ToAgent.ShutdownFramework;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.resources.Resources;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class AgentTest {
    private static final ExecutorID EXECUTOR =
            ExecutorID.newBuilder().setValue("e").build();

    private final TestCluster cluster = new TestCluster();
    private final TestAgent agent = cluster.agent("cpus:4;mem:1024");

    private void run(TestScheduler scheduler) {
        var offer = scheduler.offer();
        scheduler.accept(0, List.of(offer), TestTasks.launch(task("t", offer, "cpus:1;mem:64")));
        scheduler.acknowledge(agent.update("t", TaskState.TASK_RUNNING));
        scheduler.updates();
        cluster.tick();
    }

    @Test
    @DisplayName("a broken connection rescinds the offers and leaves the tasks of checkpointing frameworks alone")
    void brokenConnectionRescindsOffers() {
        var scheduler = cluster.subscribed();
        run(scheduler);
        var offer = scheduler.offer();

        agent.disconnect();
        cluster.tick();
        assertThat(scheduler.rescinds()).containsExactly(offer.getId());
        assertThat(scheduler.updates()).isEmpty();
        assertThat(scheduler.offers()).isEmpty();

        agent.reregister();
        assertThat(scheduler.offers()).isEmpty();
        cluster.tick();
        assertThat(scheduler.offers()).hasSize(1);
        assertThat(scheduler.updates()).isEmpty();
    }

    @Test
    @DisplayName("C286 frameworks without checkpoint lose their tasks at once")
    void losesTasksWithoutCheckpoint() {
        var scheduler = cluster.subscribed(info -> partitionAware().apply(info).setCheckpoint(false));
        run(scheduler);

        agent.disconnect();

        var status = scheduler.update();
        assertThat(status.getState()).isEqualTo(TaskState.TASK_LOST);
        assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_DISCONNECTED);
    }

    @Test
    @DisplayName("a disconnected agent that only answers pings is unreachable after the re-registration timeout")
    void disconnectedAgentMustRegisterAgain() {
        var patient = new TestCluster(
                MasterConfig.builder().maxAgentPingTimeouts(1000).build());
        var lost = patient.agent("cpus:4;mem:1024");
        var scheduler = patient.subscribed();
        lost.disconnect();

        patient.advance(Duration.ofMinutes(10));

        assertThat(scheduler.failures()).containsExactly(lost.id());
    }

    @Test
    @DisplayName("C283 C290 tasks that a returning agent does not name are told to it as missing")
    void tellsMissingTasks() {
        var scheduler = cluster.subscribed(partitionAware());
        run(scheduler);
        var id = agent.task("t").orElseThrow().getTaskId();
        agent.disconnect().forget("t");

        agent.reregister();

        assertThat(agent.take(Reregistered.class))
                .containsExactly(new Reregistered(
                        agent.id(),
                        Duration.ofSeconds(75),
                        new Missing(List.of(new MissingTask(scheduler.id(), id, true)), List.of())));
    }

    @Test
    @DisplayName("C287 a new agent at the address of an old one replaces it: LOST for everybody, FAILURE")
    void newAgentReplacesTheOldOne() {
        var scheduler = cluster.subscribed(partitionAware());
        run(scheduler);
        var old = agent.id();
        scheduler.offers();
        agent.disconnect();

        agent.register();
        cluster.settle();

        var status = scheduler.update();
        assertThat(status.getState()).isEqualTo(TaskState.TASK_LOST);
        assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REMOVED);
        assertThat(scheduler.failures()).containsExactly(old);
        assertThat(agent.id()).isNotEqualTo(old);
        assertThat(scheduler.offer().getAgentId()).isEqualTo(agent.id());
    }

    @Test
    @DisplayName("C299 an agent that leaves takes its tasks with it: LOST, FAILURE at once")
    void agentLeaves() {
        var scheduler = cluster.subscribed(partitionAware());
        run(scheduler);

        agent.leave();

        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_LOST);
        assertThat(scheduler.failures()).containsExactly(agent.id());
        scheduler.reconcile("t", agent.id());
        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_UNKNOWN);
    }

    @Test
    @DisplayName("C289 a framework that was torn down meanwhile is shut down on return")
    void shutsDownCompletedFrameworks() {
        var scheduler = cluster.subscribed();
        run(scheduler);
        agent.disconnect();
        scheduler.call(Call.Type.TEARDOWN);

        agent.reregister();

        assertThat(agent.take(ShutdownFramework.class)).containsExactly(new ShutdownFramework(scheduler.id()));
    }

    @Test
    @DisplayName("C273 an agent that detects its master anew and registers again loses no task")
    void registeringAgainAtTheSameMasterLosesNothing() {
        var scheduler = cluster.subscribed();
        run(scheduler);

        agent.disconnect().reregister();
        cluster.advance(Duration.ofMinutes(15));

        assertThat(scheduler.updates()).isEmpty();
        assertThat(scheduler.failures()).isEmpty();
        scheduler.reconcile("t", agent.id());
        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_RUNNING);
    }

    @Test
    @DisplayName("C294 an agent returns without an executor that ended; its last update is still to be acknowledged")
    void executorsEndWhileTheAgentIsAway() {
        var scheduler = cluster.subscribed();
        var offer = scheduler.offer();
        var executor = executor(
                "e",
                "cpus:1;mem:32",
                it -> it.setCommand(CommandInfo.newBuilder().setValue("run")));
        scheduler.launch(
                offer, task("t", offer, "cpus:1;mem:64", it -> it.clearCommand().setExecutor(executor)));
        scheduler.acknowledge(agent.update("t", TaskState.TASK_RUNNING));
        scheduler.updates();
        agent.disconnect();
        agent.progress("t", TaskState.TASK_FAILED, TaskState.TASK_FAILED);

        agent.reregister();
        assertThat(scheduler.updates()).isEmpty();
        agent.update("t", TaskState.TASK_FAILED);

        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_FAILED);
        assertThat(cluster.metric("master/cpus_used")).isZero();
        assertThat(cluster.master().view().frameworks().get(0).executors()).isEmpty();
    }

    @Test
    @DisplayName("C186 what an agent has more than before is offered at once")
    void offersWhatAnAgentHasMore() {
        var scheduler = cluster.subscribed();
        scheduler.offer();

        agent.withTotal(Resources.parse("cpus:6;mem:2048")).reregister();

        assertThat(Resources.of(scheduler.offer().getResourcesList())).isEqualTo(Resources.parse("cpus:2;mem:1024"));
    }

    @Test
    @DisplayName("C407 an agent that has more than before is offered with all of it once its task has ended")
    void offersTheLargerTotalOnceATaskHasEnded() {
        var scheduler = cluster.subscribed();
        run(scheduler);
        scheduler.offers();
        agent.disconnect().withTotal(Resources.parse("cpus:6;mem:2048")).reregister();
        cluster.tick();
        scheduler.decline(0, scheduler.offer());

        scheduler.acknowledge(agent.update("t", TaskState.TASK_FINISHED));
        cluster.tick();

        assertThat(Resources.of(scheduler.offer().getResourcesList())).isEqualTo(Resources.parse("cpus:6;mem:2048"));
    }

    @Test
    @DisplayName("C278 a message of an executor for a framework that has not subscribed is dropped")
    void dropsMessagesForRecoveredFrameworks() {
        var scheduler = cluster.subscribed();
        run(scheduler);
        cluster.failOver();
        agent.reregister();

        agent.send(message(scheduler));
        scheduler.subscribe();
        cluster.settle();

        assertThat(scheduler.take(Event.Type.MESSAGE)).isEmpty();
        assertThat(cluster.metric("master/invalid_executor_to_framework_messages"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("C279 messages reach the new instance of a framework, and go from there to executors")
    void messagesFollowAFailover() {
        var first = cluster.subscribed();
        var second = first.successor().subscribe();
        cluster.settle();

        agent.send(message(first));
        second.call(Call.newBuilder()
                .setType(Call.Type.MESSAGE)
                .setMessage(Call.Message.newBuilder()
                        .setAgentId(agent.id())
                        .setExecutorId(EXECUTOR)
                        .setData(ByteString.copyFromUtf8("to"))));

        assertThat(first.take(Event.Type.MESSAGE)).isEmpty();
        assertThat(second.take(Event.Type.MESSAGE))
                .extracting(event -> event.getMessage().getData().toStringUtf8())
                .containsExactly("from");
        assertThat(agent.take(ToAgent.ExecutorMessage.class))
                .containsExactly(new ToAgent.ExecutorMessage(first.id(), EXECUTOR, ByteString.copyFromUtf8("to")));
    }

    private ToMaster.ExecutorMessage message(TestScheduler scheduler) {
        return new ToMaster.ExecutorMessage(scheduler.id(), agent.id(), EXECUTOR, ByteString.copyFromUtf8("from"));
    }

    @Test
    @DisplayName("C085 messages of executors reach their framework")
    void passesOnExecutorMessagesAndFailures() {
        var scheduler = cluster.subscribed();

        agent.send(message(scheduler));
        agent.send(new ToMaster.ExecutorExited(scheduler.id(), agent.id(), EXECUTOR, 256));

        var message = scheduler.take(Event.Type.MESSAGE).get(0).getMessage();
        assertThat(message.getAgentId()).isEqualTo(agent.id());
        assertThat(message.getExecutorId()).isEqualTo(EXECUTOR);
        assertThat(message.getData().toStringUtf8()).isEqualTo("from");
        var failure = scheduler.take(Event.Type.FAILURE).get(0).getFailure();
        assertThat(failure.getExecutorId()).isEqualTo(EXECUTOR);
        assertThat(failure.getStatus()).isEqualTo(256);
    }
}
