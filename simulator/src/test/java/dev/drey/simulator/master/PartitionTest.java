/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.partitionAware;
import static dev.drey.simulator.master.TestScheduler.roles;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.protocol.ToAgent.KillTask;
import dev.drey.simulator.protocol.ToAgent.Ping;
import dev.drey.simulator.protocol.ToAgent.ShutdownFramework;
import dev.drey.simulator.protocol.ToMaster;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PartitionTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(91);

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
    void pingsEvery15Seconds() {
        agent.take(Ping.class);

        cluster.advance(Duration.ofSeconds(60));

        assertThat(agent.take(Ping.class)).hasSize(4).containsOnly(new Ping(true));
        assertThat(cluster.metric("master/slaves_active")).isEqualTo(1);
    }

    @Test
    @DisplayName("C250 a silent agent: its offers are rescinded, its tasks lost, all frameworks hear of it")
    void silentAgentIsLost() {
        var scheduler = cluster.subscribed();
        run(scheduler);
        var other = cluster.subscribed();
        var held = scheduler.offer();
        agent.silent();

        cluster.advance(Duration.ofSeconds(70));
        assertThat(scheduler.failures()).isEmpty();
        cluster.advance(Duration.ofSeconds(20));

        assertThat(scheduler.rescinds()).containsExactly(held.getId());
        var status = scheduler.update();
        assertThat(status.getState()).isEqualTo(TaskState.TASK_LOST);
        assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REMOVED);
        assertThat(status.hasUnreachableTime()).isTrue();
        assertThat(status.hasUuid()).isFalse();
        assertThat(scheduler.failures()).containsExactly(agent.id());
        assertThat(other.failures()).containsExactly(agent.id());
    }

    @Test
    @DisplayName("C251 a task is UNREACHABLE and RUNNING again when its agent returns")
    void taskReturnsWithItsAgent() {
        var scheduler = cluster.subscribed(partitionAware());
        run(scheduler);
        agent.silent();
        cluster.advance(LONG_ENOUGH);
        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_UNREACHABLE);
        assertThat(cluster.metric("master/tasks_unreachable")).isEqualTo(1);

        agent.talkative().reregister();

        var back = scheduler.update();
        assertThat(back.getState()).isEqualTo(TaskState.TASK_RUNNING);
        assertThat(back.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REREGISTERED);
        assertThat(back.hasUuid()).isFalse();
        assertThat(cluster.metric("master/tasks_unreachable")).isZero();
        assertThat(cluster.metric("master/tasks_running")).isEqualTo(1);
    }

    @Test
    @DisplayName("C259 a task that ended meanwhile is told as ended by the master and then by its agent")
    void taskEndedDuringThePartition() {
        var scheduler = cluster.subscribed(partitionAware());
        run(scheduler);
        agent.silent();
        cluster.advance(LONG_ENOUGH);
        scheduler.updates();

        agent.progress("t", TaskState.TASK_FINISHED, TaskState.TASK_FINISHED);
        agent.talkative().reregister();
        var told = scheduler.update();
        assertThat(told.getState()).isEqualTo(TaskState.TASK_FINISHED);
        assertThat(told.hasUuid()).isFalse();

        scheduler.acknowledge(agent.update("t", TaskState.TASK_FINISHED));
        scheduler.updates();
        scheduler.reconcile("t", agent.id());
        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_GONE);
    }

    @Test
    @DisplayName("C219 KILL of an unreachable task is answered and forgotten")
    void killOfAnUnreachableTaskIsForgotten() {
        var scheduler = cluster.subscribed(partitionAware());
        run(scheduler);
        agent.silent();
        cluster.advance(LONG_ENOUGH);
        scheduler.updates();

        scheduler.kill("t");
        assertThat(scheduler.update().getReason()).isEqualTo(TaskStatus.Reason.REASON_RECONCILIATION);
        agent.talkative().reregister();

        assertThat(agent.take(KillTask.class)).isEmpty();
    }

    @Test
    @DisplayName("C254 the tasks of a framework that was removed meanwhile are shut down")
    void shutsDownRemovedFrameworks() {
        var scheduler = cluster.subscribed(partitionAware());
        run(scheduler);
        agent.silent();
        cluster.advance(LONG_ENOUGH);
        scheduler.call(Call.Type.TEARDOWN);

        agent.talkative().reregister();

        assertThat(agent.take(ShutdownFramework.class)).containsExactly(new ShutdownFramework(scheduler.id()));
        assertThat(cluster.master().view().completedFrameworks().get(0).completedTasks())
                .singleElement()
                .satisfies(task -> assertThat(task.state()).isEqualTo(TaskState.TASK_KILLED));
    }

    @Test
    @DisplayName("C255 updates of an agent that was given up are dropped until it is back")
    void dropsUpdatesOfUnreachableAgents() {
        var scheduler = cluster.subscribed();
        run(scheduler);
        agent.silent();
        cluster.advance(LONG_ENOUGH);
        scheduler.updates();

        agent.update("t", TaskState.TASK_FINISHED);
        assertThat(scheduler.updates()).isEmpty();
        agent.talkative().reregister();
        scheduler.updates();
        agent.update("t", TaskState.TASK_FINISHED);

        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_FINISHED);
    }

    @Test
    @DisplayName("C402 an agent that was given up is not heard when one of its executors ends")
    void dropsExecutorsOfUnreachableAgents() {
        var scheduler = cluster.subscribed();
        run(scheduler);
        agent.silent();
        cluster.advance(LONG_ENOUGH);
        scheduler.failures();

        agent.send(new ToMaster.ExecutorExited(
                scheduler.id(),
                agent.id(),
                ExecutorID.newBuilder().setValue("e").build(),
                0));

        assertThat(scheduler.failures()).isEmpty();
    }

    @Test
    @DisplayName("C266 a task of a role its framework left meanwhile is RUNNING again; the role gets no offers")
    void tasksOfALeftRoleReturn() {
        var scheduler = cluster.subscribed(info -> {
            roles("kept", "left").apply(info);
            return partitionAware().apply(info);
        });
        var offer = scheduler.offer();
        var role = offer.getAllocationInfo().getRole();
        scheduler.accept(0, List.of(offer), TestTasks.launch(task("t", offer, "cpus:1;mem:64")));
        scheduler.acknowledge(agent.update("t", TaskState.TASK_RUNNING));
        agent.silent();
        cluster.advance(LONG_ENOUGH);
        scheduler.updates();

        var other = role.equals("left") ? "kept" : "left";
        scheduler.change(info -> info.clearRoles().addRoles(other)).subscribe();
        cluster.settle();
        agent.talkative().reregister();
        cluster.tick();

        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_RUNNING);
        assertThat(scheduler.offers())
                .extracting(given -> given.getAllocationInfo().getRole())
                .containsOnly(other);
        var roles =
                cluster.operate("{'type':'GET_ROLES'}").response().orElseThrow().getGetRoles();
        assertThat(roles.getRolesList())
                .filteredOn(known -> known.getName().equals(role))
                .singleElement()
                .satisfies(known -> assertThat(known.getFrameworksList()).containsExactly(scheduler.id()));
    }

    @Test
    @DisplayName("C258 a spurious re-registration changes nothing")
    void spuriousReregistrationChangesNothing() {
        var scheduler = cluster.subscribed();
        run(scheduler);
        scheduler.offer();

        agent.reregister();
        cluster.tick();

        assertThat(scheduler.updates()).isEmpty();
        assertThat(scheduler.offers()).isEmpty();
        assertThat(scheduler.rescinds()).isEmpty();
    }

    @Test
    @DisplayName("C261 a task that had ended keeps its state on an unreachable agent")
    void endedTaskStaysEnded() {
        var scheduler = cluster.subscribed();
        run(scheduler);
        agent.update("t", TaskState.TASK_FINISHED);
        scheduler.updates();
        agent.silent();

        cluster.advance(LONG_ENOUGH);

        assertThat(scheduler.updates()).isEmpty();
        assertThat(cluster.master().view().frameworks().get(0).unreachableTasks())
                .singleElement()
                .satisfies(task -> assertThat(task.state()).isEqualTo(TaskState.TASK_FINISHED));
    }

    @Test
    @DisplayName("C115 the id of an unreachable task cannot be used")
    void idsOfUnreachableTasksAreTaken() {
        var scheduler = cluster.subscribed(partitionAware());
        run(scheduler);
        agent.silent();
        cluster.advance(LONG_ENOUGH);
        cluster.agent("cpus:4;mem:1024");
        scheduler.updates();
        scheduler.offers();
        scheduler.call(Call.Type.REVIVE);
        cluster.agent("cpus:1;mem:1024");
        var offer = scheduler.offer();

        scheduler.launch(offer, task("t", offer, "cpus:1;mem:64"));

        assertThat(scheduler.update().getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_INVALID);
    }
}
