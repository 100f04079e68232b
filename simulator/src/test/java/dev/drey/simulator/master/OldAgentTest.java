/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestOperations.reserve;
import static dev.drey.simulator.master.TestOperations.reserved;
import static dev.drey.simulator.master.TestOperations.withId;
import static dev.drey.simulator.master.TestScheduler.roles;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.protocol.AgentSoftware;
import dev.drey.simulator.protocol.ToAgent.ApplyOperation;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentInfo.Capability;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Agents that cannot do all that an agent of 1.11 can. */
@Tag("unit")
class OldAgentTest {
    private final TestCluster cluster = new TestCluster();

    private TestAgent without(Capability.Type... capabilities) {
        return cluster.agent(
                "cpus:4;mem:1024;disk:1000", AgentSoftware.of("1.2.0").without(capabilities));
    }

    @Test
    @DisplayName("C389 an agent without MULTI_ROLE is not offered to frameworks with many roles until it is upgraded")
    void isNotOfferedToFrameworksWithManyRoles() {
        var agent = without(Capability.Type.MULTI_ROLE);
        var scheduler = cluster.subscribed(roles("a"));
        var other = cluster.subscribed();
        cluster.tick();
        assertThat(scheduler.offers()).isEmpty();
        other.decline(1000, other.offer());

        agent.software = AgentSoftware.of("1.11.0");
        agent.reregister();

        assertThat(scheduler.offers()).hasSize(1);
    }

    @Test
    void isNotOfferedForRolesOfRoles() {
        without(Capability.Type.HIERARCHICAL_ROLE);

        assertThat(cluster.subscribed(info -> info.setRole("a/b")).offers()).isEmpty();
        assertThat(cluster.subscribed(info -> info.setRole("a")).offers()).hasSize(1);
    }

    @Test
    @DisplayName("C107 an operation with id needs an agent that gives feedback: OPERATION_ERROR, nothing is reserved")
    void refusesOperationsWithoutFeedback() {
        var agent = without(Capability.Type.RESOURCE_PROVIDER);
        var scheduler = cluster.subscribed(roles("ads"));

        scheduler.accept(List.of(scheduler.offer()), withId("op", reserve(reserved("cpus:1", "ads"))));

        assertThat(scheduler.operationUpdates())
                .extracting(status -> status.getState())
                .containsExactly(OperationState.OPERATION_ERROR);
        assertThat(agent.take(ApplyOperation.class)).isEmpty();
    }

    @Test
    void reservesWithoutFeedback() {
        var agent = without(Capability.Type.RESOURCE_PROVIDER);
        var scheduler = cluster.subscribed(roles("ads"));

        scheduler.accept(List.of(scheduler.offer()), reserve(reserved("cpus:1", "ads")));

        assertThat(agent.take(ApplyOperation.class)).hasSize(1);
    }

    @Test
    void refusesLimits() {
        without(Capability.Type.TASK_RESOURCE_LIMITS);
        var scheduler = cluster.subscribed();
        var offer = scheduler.offer();

        scheduler.launch(
                offer,
                task(
                        "t",
                        offer,
                        "cpus:1",
                        task -> task.putLimits(
                                "cpus", Value.Scalar.newBuilder().setValue(2).build())));

        assertThat(scheduler.update().getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_INVALID);
    }

    @Test
    void cannotBeDrained() {
        var agent = without(Capability.Type.AGENT_DRAINING);

        assertThat(cluster.operated("{'type':'DRAIN_AGENT','drain_agent':{'agent_id':{'value':'"
                        + agent.id().getValue() + "'}}}"))
                .isEqualTo(400);
    }
}
