/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestOperations.create;
import static dev.drey.simulator.master.TestOperations.destroy;
import static dev.drey.simulator.master.TestOperations.operation;
import static dev.drey.simulator.master.TestOperations.reserve;
import static dev.drey.simulator.master.TestOperations.reserved;
import static dev.drey.simulator.master.TestOperations.unreserve;
import static dev.drey.simulator.master.TestOperations.volume;
import static dev.drey.simulator.master.TestOperations.withId;
import static dev.drey.simulator.master.TestScheduler.roles;
import static dev.drey.simulator.master.TestTasks.launch;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.drey.simulator.protocol.ToAgent.AcknowledgeOperation;
import dev.drey.simulator.protocol.ToAgent.ApplyOperation;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.resources.Resources;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class OperationsTest {
    private static final ByteString UUID = ByteString.fromHex("00112233445546778899aabbccddeeff");

    private final TestCluster cluster = new TestCluster();
    private final TestAgent agent = cluster.agent("cpus:4;mem:1024;disk:1000");
    private final TestScheduler scheduler = cluster.subscribed(roles("ads"));

    private static Resources of(Offer offer) {
        return Resources.of(offer.getResourcesList()).unallocated();
    }

    @Test
    @DisplayName("C134 RESERVE shows in the next offer, UNRESERVE in the one after")
    void reservesAndUnreserves() {
        scheduler.accept(0, List.of(scheduler.offer()), reserve(reserved("cpus:1", "ads")));
        cluster.tick();
        var offer = scheduler.offer();
        assertThat(of(offer))
                .isEqualTo(Resources.parse("cpus:3;mem:1024;disk:1000").plus(Resources.of(reserved("cpus:1", "ads"))));

        scheduler.accept(0, List.of(offer), unreserve(reserved("cpus:1", "ads")));
        cluster.tick();

        assertThat(of(scheduler.offer())).isEqualTo(Resources.parse("cpus:4;mem:1024;disk:1000"));
        assertThat(agent.take(ApplyOperation.class)).hasSize(2);
    }

    @Test
    @DisplayName("an operation whose framework ended before the agent told its outcome is not listed any more")
    void forgetsTheOperationsOfAFrameworkThatEnded() {
        scheduler.accept(0, List.of(scheduler.offer()), reserve(reserved("cpus:1", "ads")));
        assertThat(listed()).hasSize(1);

        scheduler.call(Call.Type.TEARDOWN);

        assertThat(cluster.master().view().completedFrameworks()).hasSize(1);
        assertThat(listed()).isEmpty();
    }

    private List<org.apache.mesos.v1.Protos.Operation> listed() {
        var answer = cluster.operate("{'type':'GET_OPERATIONS'}").response().orElseThrow();
        return answer.getGetOperations().getOperationsList();
    }

    @Test
    @DisplayName("converted leftovers come back without filter although the rest is filtered")
    void convertedLeftoversAreNotFiltered() {
        scheduler.accept(1000, List.of(scheduler.offer()), reserve(reserved("cpus:1", "ads")));

        cluster.tick();

        assertThat(of(scheduler.offer()).contains(Resources.of(reserved("cpus:1", "ads"))))
                .isTrue();
    }

    @Test
    @DisplayName("C109 C139 RESERVE, CREATE and LAUNCH in one ACCEPT; DESTROY gives the plain disk back")
    void createsAVolumeForATask() {
        var offer = scheduler.offer();
        scheduler.accept(
                0,
                List.of(offer),
                reserve(reserved("disk:100", "ads")),
                create(volume("v")),
                launch(task("t", offer, "cpus:1", it -> it.addResources(volume("v")))));
        assertThat(scheduler.updates()).isEmpty();
        cluster.tick();

        var rest = scheduler.offer();
        scheduler.accept(0, List.of(rest), withId("op", destroy(volume("v"))));
        assertThat(scheduler.operationUpdates())
                .extracting(status -> status.getState())
                .containsExactly(OperationState.OPERATION_ERROR);

        scheduler.acknowledge(agent.update("t", TaskState.TASK_FINISHED));
        cluster.tick();
        var all = scheduler.offers();
        scheduler.accept(0, all, destroy(volume("v")));
        cluster.tick();
        assertThat(of(scheduler.offer()).contains(Resources.of(reserved("disk:100", "ads"))))
                .isTrue();
    }

    @Test
    @DisplayName("C142 C145 bad operations are skipped in silence, with an id OPERATION_ERROR; later ones run")
    void skipsBadOperations() {
        var offer = scheduler.offer();

        scheduler.accept(
                0,
                List.of(offer),
                reserve(reserved("cpus:1", "other")),
                withId("op1", reserve(reserved("cpus:100", "ads"))),
                withId("op2", reserve(Resources.parse("cpus(ads):1").toList().get(0))),
                withId("op3", operation(Operation.Type.CREATE_DISK, it -> it)),
                launch(task("t", offer, "cpus:1")));

        assertThat(scheduler.operationUpdates())
                .extracting(status -> status.getOperationId().getValue())
                .containsExactly("op1", "op2", "op3");
        assertThat(scheduler.updates()).isEmpty();
        assertThat(agent.task("t")).isPresent();
    }

    @Test
    @DisplayName("C151 feedback of an operation with id: PENDING, FINISHED with uuid, forgotten once acknowledged")
    void givesFeedback() {
        scheduler.accept(0, List.of(scheduler.offer()), withId("op", reserve(reserved("cpus:1", "ads"))));
        assertThat(reconcile()).isEqualTo(OperationState.OPERATION_PENDING);

        var applied = agent.take(ApplyOperation.class).get(0);
        agent.send(ended(applied, OperationState.OPERATION_FINISHED));
        var finished = scheduler.operationUpdates().get(0);
        assertThat(finished.getState()).isEqualTo(OperationState.OPERATION_FINISHED);
        assertThat(finished.getUuid().getValue()).isEqualTo(UUID);
        assertThat(reconcile()).isEqualTo(OperationState.OPERATION_FINISHED);

        scheduler.call(Call.newBuilder()
                .setType(Call.Type.ACKNOWLEDGE_OPERATION_STATUS)
                .setAcknowledgeOperationStatus(Call.AcknowledgeOperationStatus.newBuilder()
                        .setAgentId(agent.id())
                        .setOperationId(finished.getOperationId())
                        .setUuid(UUID)));
        assertThat(agent.take(AcknowledgeOperation.class)).hasSize(1);
        assertThat(reconcile()).isEqualTo(OperationState.OPERATION_UNKNOWN);
    }

    @Test
    @DisplayName("C138 reservations come back with their agent after a failover")
    void reservationsSurviveAFailover() {
        scheduler.accept(0, List.of(scheduler.offer()), reserve(reserved("cpus:1", "ads")));
        cluster.failOver();
        scheduler.subscribe();
        cluster.settle();

        agent.reregister();

        assertThat(of(scheduler.offer()).contains(Resources.of(reserved("cpus:1", "ads"))))
                .isTrue();
    }

    @Test
    @DisplayName("C135 what a task uses of a reservation stays reserved when it ends")
    void reservationsOutliveTasks() {
        var offer = scheduler.offer();
        var cpu = reserved("cpus:1", "ads");
        var task = task("t", offer, "mem:10", it -> it.addResources(cpu));
        scheduler.accept(0, List.of(offer), reserve(cpu), TestTasks.launch(task));
        scheduler.acknowledge(agent.update("t", TaskState.TASK_FINISHED));
        cluster.tick();

        var left = scheduler.offers().stream().map(OperationsTest::of).reduce(Resources.NONE, Resources::plus);
        assertThat(left.contains(Resources.of(cpu))).isTrue();
        assertThat(left.scalar("cpus")).isEqualTo(4);
    }

    @Test
    @DisplayName("C141 what one framework reserved and declined is offered to another one of the role")
    void reservationsBelongToTheRole() {
        var offer = scheduler.offer();
        scheduler.accept(0, List.of(offer), reserve(reserved("cpus:1", "ads")));
        cluster.tick();
        scheduler.decline(100_000, scheduler.offer());
        var other = cluster.subscribed(roles("ads"));
        cluster.tick();

        assertThat(of(other.offer()).contains(Resources.of(reserved("cpus:1", "ads"))))
                .isTrue();
    }

    @Test
    @DisplayName("C143 nobody can unreserve what is reserved for another role")
    void keepsAlienReservations() {
        scheduler.accept(100_000, List.of(scheduler.offer()), reserve(reserved("cpus:1", "ads")));
        var other = cluster.subscribed(roles("other"));
        cluster.tick();
        other.accept(0, List.of(other.offer()), unreserve(reserved("cpus:1", "ads")));

        assertThat(Resources.of(cluster.master().view().agents().get(0).total())
                        .contains(Resources.of(reserved("cpus:1", "ads"))))
                .isTrue();
    }

    @Test
    @DisplayName("C150 volumes come back with their agent after a failover")
    void volumesSurviveAFailover() {
        var offer = scheduler.offer();
        scheduler.accept(0, List.of(offer), reserve(reserved("disk:100", "ads")), create(volume("v")));

        cluster.failOver();
        agent.reregister();
        scheduler.subscribe();
        cluster.settle();

        assertThat(of(scheduler.offer()).contains(Resources.of(volume("v")))).isTrue();
    }

    @Test
    @DisplayName("C381 an operation on a gone agent is GONE_BY_OPERATOR, and no longer known")
    void operationsOfAGoneAgent() {
        var offer = scheduler.offer();
        scheduler.accept(0, List.of(offer), withId("op", reserve(reserved("cpus:1", "ads"))));
        assertThat(scheduler.operationUpdates()).isEmpty();

        cluster.operate("{'type':'MARK_AGENT_GONE','mark_agent_gone':{'agent_id':{'value':'"
                + agent.id().getValue() + "'}}}");

        assertThat(scheduler.operationUpdates())
                .extracting(status -> status.getState())
                .containsExactly(OperationState.OPERATION_GONE_BY_OPERATOR);
        assertThat(reconcile()).isEqualTo(OperationState.OPERATION_GONE_BY_OPERATOR);
        scheduler.call(Call.newBuilder()
                .setType(Call.Type.RECONCILE_OPERATIONS)
                .setReconcileOperations(Call.ReconcileOperations.newBuilder()));
        assertThat(scheduler.operationUpdates()).isEmpty();
    }

    @Test
    @DisplayName("C153 what is told of an unknown operation depends on the agent that is named")
    void tellsWhatItKnowsOfUnknownOperations() {
        assertThat(reconcile()).isEqualTo(OperationState.OPERATION_UNKNOWN);
        var unreachable = cluster.agent("cpus:1;mem:64").silent();
        cluster.advance(Duration.ofSeconds(100));
        var gone = cluster.agent("cpus:1;mem:64");
        cluster.operate("{'type':'MARK_AGENT_GONE','mark_agent_gone':{'agent_id':{'value':'"
                + gone.id().getValue() + "'}}}");

        cluster.failOver();
        scheduler.subscribe();
        cluster.settle();

        assertThat(reconcile()).isEqualTo(OperationState.OPERATION_RECOVERING);
        assertThat(reconcile(unreachable.id())).isEqualTo(OperationState.OPERATION_UNREACHABLE);
        assertThat(reconcile(gone.id())).isEqualTo(OperationState.OPERATION_GONE_BY_OPERATOR);
        assertThat(reconcile(AgentID.newBuilder().setValue("nosuch").build()))
                .isEqualTo(OperationState.OPERATION_UNKNOWN);
    }

    private static ToMaster.OperationUpdate ended(ApplyOperation order, OperationState how) {
        return new ToMaster.OperationUpdate(order.framework(), order.operation(), order.uuid(), how, UUID);
    }

    private OperationState reconcile() {
        return reconcile(agent.id());
    }

    private OperationState reconcile(AgentID on) {
        scheduler.call(Call.newBuilder()
                .setType(Call.Type.RECONCILE_OPERATIONS)
                .setReconcileOperations(Call.ReconcileOperations.newBuilder()
                        .addOperations(Call.ReconcileOperations.Operation.newBuilder()
                                .setOperationId(OperationID.newBuilder().setValue("op"))
                                .setAgentId(on))));
        var answer = scheduler.operationUpdates().get(0);
        assertThat(answer.hasUuid()).isFalse();
        return answer.getState();
    }
}
