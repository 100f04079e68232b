/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.partitionAware;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.resources.Resources;
import java.time.Duration;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class FailoverTest {
    private final TestCluster cluster = new TestCluster();
    private final TestAgent agent = cluster.agent("cpus:4;mem:1024");
    private final TestScheduler scheduler = cluster.subscribed(partitionAware());

    private void run() {
        var offer = scheduler.offer();
        scheduler.launch(offer, task("t", offer, "cpus:1;mem:24"));
        scheduler.acknowledge(agent.update("t", TaskState.TASK_RUNNING));
        scheduler.updates();
    }

    @Test
    @DisplayName("C174 offers of the new master leave out what tasks use, whoever comes first")
    void offersLeaveOutWhatTasksUse() {
        run();
        cluster.failOver();
        assertThat(scheduler.isClosed()).isTrue();

        scheduler.subscribe();
        cluster.settle();
        agent.reregister();
        assertThat(Resources.of(scheduler.offer().getResourcesList())).isEqualTo(Resources.parse("cpus:3;mem:1000"));

        cluster.failOver();
        agent.reregister();
        scheduler.subscribe();
        cluster.settle();
        assertThat(Resources.of(scheduler.offer().getResourcesList())).isEqualTo(Resources.parse("cpus:3;mem:1000"));
        assertThat(scheduler.updates()).isEmpty();
    }

    @Test
    @DisplayName("a framework known by its agents only is recovered: 403, and teardown works")
    void frameworkIsRecoveredFromItsAgents() {
        run();
        cluster.failOver();
        agent.reregister();

        var framework = cluster.master().view().frameworks().get(0);
        assertThat(framework.recovered()).isTrue();
        assertThat(framework.tasks()).hasSize(1);
        assertThat(scheduler.call(Call.Type.REVIVE).status()).isEqualTo(403);
        assertThat(cluster.master().teardown(scheduler.id())).isEqualTo(Answer.OK);
        assertThat(cluster.master().teardown(scheduler.id()).status()).isEqualTo(400);
    }

    @Test
    @DisplayName("C271 an agent that does not come back after a failover is only told as FAILURE")
    void givesUpAgentsThatStayAway() {
        run();
        cluster.failOver();
        scheduler.subscribe();
        cluster.settle();
        assertThat(cluster.master().view().recoveredAgents()).hasSize(1);

        cluster.advance(Duration.ofMinutes(10));

        assertThat(scheduler.failures()).containsExactly(agent.id());
        assertThat(scheduler.updates()).isEmpty();
        scheduler.reconcile("t", agent.id());
        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_UNREACHABLE);
        agent.reregister();
        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_RUNNING);
    }

    @Test
    @DisplayName("C270 an agent that is back in time stays")
    void keepsAgentsThatAreBackInTime() {
        cluster.failOver();
        agent.reregister();

        cluster.advance(Duration.ofMinutes(11));

        assertThat(cluster.metric("master/slaves_active")).isEqualTo(1);
    }

    @Test
    void nothingOfADeadMasterHappens() {
        var heartbeats = scheduler.eventTypes().size();

        cluster.master().crash();
        cluster.advance(Duration.ofMinutes(1));

        assertThat(scheduler.eventTypes()).hasSize(heartbeats);
    }
}
