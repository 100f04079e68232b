/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestScheduler.partitionAware;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.protocol.ToAgent.Drain;
import dev.drey.simulator.protocol.ToAgent.Shutdown;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.mesos.v1.Protos.DrainState;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DrainingTest {
    private final TestCluster cluster = new TestCluster(MasterConfig.builder()
            .agentPingTimeout(Duration.ofSeconds(1))
            .maxAgentPingTimeouts(2)
            .build());
    private final TestAgent agent = cluster.agent("cpus:2;mem:200");

    @Test
    @DisplayName("C309 an idle agent is DRAINED at once and not offered")
    void idleAgentIsDrainedAtOnce() {
        var scheduler = cluster.subscribed();
        var offer = scheduler.offer();

        assertThat(drain("")).isEqualTo(200);
        cluster.tick();

        assertThat(drainState()).contains(DrainState.DRAINED);
        assertThat(scheduler.rescinds()).containsExactly(offer.getId());
        assertThat(scheduler.offers()).isEmpty();
        var view = cluster.master().view().agents().get(0);
        assertThat(view.active()).isFalse();
        assertThat(view.deactivated()).isTrue();
        assertThat(cluster.metric("master/slaves_inactive")).isEqualTo(1);
    }

    @Test
    @DisplayName("C310 DRAINED needs the acknowledgement of the last end; REACTIVATE_AGENT brings offers back")
    void drainsATaskAndReactivates() {
        var scheduler = running(cluster.subscribed());

        drain(",'max_grace_period':{'seconds':3}");

        assertThat(agent.take(Drain.class)).containsExactly(new Drain(Optional.of(Duration.ofSeconds(3)), false));
        var killed = agent.update("t", TaskState.TASK_KILLED);
        assertThat(drainState()).contains(DrainState.DRAINING);
        scheduler.acknowledge(killed);
        assertThat(drainState()).contains(DrainState.DRAINED);

        assertThat(operate("REACTIVATE_AGENT", "")).isEqualTo(200);
        assertThat(scheduler.offers()).isEmpty();
        cluster.tick();
        assertThat(scheduler.offers()).hasSize(1);
        assertThat(drainState()).isEmpty();
    }

    @Test
    @DisplayName("C311 with mark_gone the agent is gone once it is drained")
    void marksADrainedAgentGone() {
        var scheduler = running(cluster.subscribed(partitionAware()));

        drain(",'mark_gone':true");
        var gone = agent.update("t", TaskState.TASK_GONE_BY_OPERATOR);
        assertThat(scheduler.failures()).isEmpty();
        scheduler.acknowledge(gone);

        assertThat(scheduler.failures()).containsExactly(agent.id());
        assertThat(scheduler.updates()).hasSize(1);
        assertThat(agent.take(Shutdown.class)).hasSize(1);
        assertThat(cluster.master().view().agents()).isEmpty();
    }

    @Test
    @DisplayName("C313 an agent that is away is told to drain when it returns")
    void drainsADisconnectedAgent() {
        var scheduler = running(cluster.subscribed());
        agent.disconnect();

        assertThat(drain("")).isEqualTo(200);
        assertThat(agent.take(Drain.class)).isEmpty();
        agent.reregister();

        assertThat(agent.take(Drain.class)).hasSize(1);
        scheduler.acknowledge(agent.update("t", TaskState.TASK_KILLED));
        assertThat(drainState()).contains(DrainState.DRAINED);
        cluster.tick();
        assertThat(scheduler.offers()).isEmpty();
    }

    @Test
    @DisplayName("C314 so is one that is unreachable, and its task is told to be back first")
    void drainsAnUnreachableAgent() {
        var scheduler = running(cluster.subscribed(partitionAware()));
        agent.silent();
        cluster.advance(Duration.ofSeconds(5));
        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_UNREACHABLE);

        assertThat(drain("")).isEqualTo(200);
        agent.talkative().reregister();

        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_RUNNING);
        assertThat(agent.take(Drain.class)).hasSize(1);
        scheduler.acknowledge(agent.update("t", TaskState.TASK_KILLED));
        assertThat(drainState()).contains(DrainState.DRAINED);
    }

    @Test
    @DisplayName("C315 an agent cannot be reactivated while it drains")
    void refusesReactivationWhileDraining() {
        running(cluster.subscribed());
        drain("");

        assertThat(operate("REACTIVATE_AGENT", "")).isEqualTo(400);
    }

    @Test
    @DisplayName("an agent stays drained, or deactivated, under the next master")
    void staysOutOfServiceAfterFailover() {
        var other = cluster.agent("cpus:1;mem:100");
        var scheduler = cluster.subscribed();
        drain("");
        cluster.operated("{'type':'DEACTIVATE_AGENT','deactivate_agent':{'agent_id':{'value':'"
                + other.id().getValue() + "'}}}");

        cluster.failOver();
        agent.reregister();
        other.reregister();
        scheduler.subscribe();
        cluster.tick();

        assertThat(scheduler.rescinds()).hasSize(2);
        scheduler.offers().forEach(old -> assertThat(old.getId().getValue())
                .doesNotStartWith(cluster.master().view().info().getId()));
        assertThat(drainState()).contains(DrainState.DRAINED);
        assertThat(agent.take(Drain.class)).isEmpty();
        assertThat(operate("REACTIVATE_AGENT", "")).isEqualTo(200);
        cluster.tick();
        assertThat(scheduler.offers()).hasSize(1);
    }

    @Test
    @DisplayName("DEACTIVATE_AGENT stops offers and leaves tasks alone")
    void deactivates() {
        var scheduler = running(cluster.subscribed());

        assertThat(operate("DEACTIVATE_AGENT", "")).isEqualTo(200);
        cluster.tick();

        assertThat(agent.take(Drain.class)).isEmpty();
        agent.update("t", TaskState.TASK_FINISHED);
        cluster.tick();
        assertThat(scheduler.offers()).isEmpty();
        assertThat(drainState()).isEmpty();
    }

    @Test
    void refusesToDrainWhatItCannot() {
        assertThat(cluster.operated("{'type':'DRAIN_AGENT','drain_agent':{'agent_id':{'value':'no-agent'}}}"))
                .isEqualTo(400);
        assertThat(drain(",'max_grace_period':{'seconds':-1}")).isEqualTo(400);
        cluster.operate("{'type':'UPDATE_MAINTENANCE_SCHEDULE','update_maintenance_schedule':{'schedule':{'windows':"
                + "[{'machine_ids':[{'hostname':'host-0','ip':'127.0.0.1'}],"
                + "'unavailability':{'start':{'nanoseconds':1}}}]}}}");
        assertThat(drain("")).isEqualTo(400);
        assertThat(drainState()).isEmpty();
    }

    @Test
    @DisplayName("C318 a gone agent is told to shut down when it comes back; its id stays gone under the next master")
    void marksARegisteredAgentGone() {
        var aware = running(cluster.subscribed(partitionAware()));

        assertThat(operate("MARK_AGENT_GONE", "")).isEqualTo(200);

        var update = aware.update();
        assertThat(update.getState()).isEqualTo(TaskState.TASK_GONE_BY_OPERATOR);
        assertThat(update.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REMOVED_BY_OPERATOR);
        assertThat(update.hasUuid()).isFalse();
        assertThat(aware.failures()).containsExactly(agent.id());
        assertThat(operate("MARK_AGENT_GONE", "")).isEqualTo(200);
        agent.take(Shutdown.class);
        cluster.failOver();
        agent.reregister();
        assertThat(agent.take(Shutdown.class)).hasSize(1);
        assertThat(cluster.operated("{'type':'MARK_AGENT_GONE','mark_agent_gone':{'agent_id':{'value':'no-agent'}}}"))
                .isEqualTo(404);
    }

    @Test
    @DisplayName("a framework that is not partition aware gets LOST for tasks of a gone agent")
    void tellsLostOfGoneAgents() {
        var scheduler = running(cluster.subscribed());

        operate("MARK_AGENT_GONE", "");

        var update = scheduler.update();
        assertThat(update.getState()).isEqualTo(TaskState.TASK_LOST);
        assertThat(update.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REMOVED);
    }

    @Test
    @DisplayName("C317 tasks of an unreachable agent that is marked gone are GONE_BY_OPERATOR and completed")
    void marksAnUnreachableAgentGone() {
        var scheduler = running(cluster.subscribed(partitionAware()));
        agent.silent();
        cluster.advance(Duration.ofSeconds(5));
        scheduler.updates();

        assertThat(operate("MARK_AGENT_GONE", "")).isEqualTo(200);

        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_GONE_BY_OPERATOR);
        var framework = cluster.master().view().frameworks().get(0);
        assertThat(framework.unreachableTasks()).isEmpty();
        assertThat(framework.completedTasks().get(0).state()).isEqualTo(TaskState.TASK_GONE_BY_OPERATOR);
        scheduler.reconcile("t", agent.id());
        assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_GONE_BY_OPERATOR);
    }

    private TestScheduler running(TestScheduler scheduler) {
        var offer = scheduler.offer();
        scheduler.launch(offer, task("t", offer, "cpus:1;mem:100"));
        scheduler.acknowledge(agent.update("t", TaskState.TASK_RUNNING));
        scheduler.updates();
        return scheduler;
    }

    private Optional<DrainState> drainState() {
        return cluster.master().view().agents().stream()
                .filter(known -> known.info().getId().equals(agent.id()))
                .findFirst()
                .flatMap(known -> known.drain().map(drain -> drain.getState()));
    }

    private int drain(String more) {
        return operate("DRAIN_AGENT", more);
    }

    private int operate(String type, String more) {
        var field = type.toLowerCase(Locale.ROOT);
        return cluster.operated("{'type':'" + type + "','" + field + "':{'agent_id':{'value':'"
                + agent.id().getValue() + "'}" + more + "}}");
    }
}
