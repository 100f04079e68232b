/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.partitionAware;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ReconciliationTest {
    private final TestCluster cluster = new TestCluster();
    private final TestAgent agent = cluster.agent("cpus:4;mem:1024");

    private TestScheduler withRunningTask(TestScheduler scheduler) {
        var offer = scheduler.offer();
        scheduler.launch(offer, task("t", offer, "cpus:1;mem:64"));
        scheduler.acknowledge(agent.update("t", TaskState.TASK_RUNNING));
        scheduler.updates();
        return scheduler;
    }

    @Test
    @DisplayName("C073 C234 C235 a known task is told with its state, without uuid, asked for or not")
    void tellsKnownTasks() {
        var scheduler = withRunningTask(cluster.subscribed());

        scheduler.reconcile("t", agent.id());
        scheduler.reconcile("t");
        scheduler.reconcileAll();

        assertThat(scheduler.updates()).hasSize(3).allSatisfy(status -> {
            assertThat(status.getState()).isEqualTo(TaskState.TASK_RUNNING);
            assertThat(status.getSource()).isEqualTo(TaskStatus.Source.SOURCE_MASTER);
            assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_RECONCILIATION);
            assertThat(status.getAgentId()).isEqualTo(agent.id());
            assertThat(status.hasUuid()).isFalse();
            assertThat(status.hasExecutorId()).isFalse();
        });
    }

    @Test
    @DisplayName("C321 what was last known of a task's health is told with its state")
    void tellsTheLastKnownHealth() {
        var scheduler = withRunningTask(cluster.subscribed());
        scheduler.acknowledge(agent.update("t", TaskState.TASK_RUNNING, status -> status.setHealthy(true)));
        scheduler.updates();

        scheduler.reconcile("t", agent.id());

        var told = scheduler.update();
        assertThat(told.hasHealthy()).isTrue();
        assertThat(told.getHealthy()).isTrue();
    }

    @Test
    @DisplayName("C237 C238 an unknown task on a registered agent is LOST, or GONE for a partition aware framework")
    void tellsThatATaskIsNotOnItsAgent() {
        var plain = cluster.subscribed();
        var aware = cluster.subscribed(partitionAware());

        plain.reconcile("nosuch", agent.id());
        aware.reconcile("nosuch", agent.id());

        assertThat(plain.update().getState()).isEqualTo(TaskState.TASK_LOST);
        assertThat(aware.update().getState()).isEqualTo(TaskState.TASK_GONE);
    }

    @Test
    @DisplayName("C241 C242 ended tasks are told until their end is acknowledged")
    void tellsEndedTasksUntilAcknowledged() {
        var scheduler = withRunningTask(cluster.subscribed());
        var finished = agent.update("t", TaskState.TASK_FINISHED);
        scheduler.updates();

        scheduler.reconcileAll();
        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_FINISHED);
        scheduler.acknowledge(finished);
        scheduler.reconcileAll();

        assertThat(scheduler.updates()).isEmpty();
    }

    @Test
    @DisplayName("C239 C246 C215 no answer while an agent is still to come back after a failover")
    void isSilentWhileAgentsAreMissing() {
        var scheduler = withRunningTask(cluster.subscribed(partitionAware()));
        cluster.failOver();
        scheduler.subscribe();
        cluster.settle();

        scheduler.reconcile("t", agent.id());
        scheduler.reconcile("t");
        scheduler.kill("t");
        scheduler.reconcileAll();
        assertThat(scheduler.updates()).isEmpty();

        agent.reregister();
        assertThat(scheduler.updates()).isEmpty();
        scheduler.reconcile("t", agent.id());
        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_RUNNING);
    }

    @Test
    @DisplayName("C243 C245 an unreachable task is told only if its agent is named, also after a failover")
    void tellsUnreachableTasksByTheirAgent() {
        var scheduler = withRunningTask(cluster.subscribed(partitionAware()));
        agent.silent();
        cluster.advance(Duration.ofSeconds(100));
        var unreachable = scheduler.update();

        scheduler.reconcile("t", agent.id());
        var told = scheduler.update();
        assertThat(told.getState()).isEqualTo(TaskState.TASK_UNREACHABLE);
        assertThat(told.getUnreachableTime()).isEqualTo(unreachable.getUnreachableTime());
        scheduler.reconcile("t");
        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_UNKNOWN);

        cluster.failOver();
        scheduler.subscribe();
        cluster.settle();
        scheduler.reconcile("t", agent.id());
        assertThat(scheduler.update().getUnreachableTime()).isEqualTo(unreachable.getUnreachableTime());
    }

    @Test
    @DisplayName("C249 after a re-registration the last forwarded state is told, not the newest")
    void tellsTheForwardedState() {
        var scheduler = withRunningTask(cluster.subscribed());
        agent.progress("t", TaskState.TASK_RUNNING, TaskState.TASK_FINISHED);
        cluster.failOver();
        scheduler.subscribe();
        agent.reregister();

        scheduler.reconcile("t", agent.id());

        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_RUNNING);
    }
}
