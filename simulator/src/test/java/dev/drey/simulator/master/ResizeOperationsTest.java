/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static dev.drey.simulator.master.TestOperations.operation;
import static dev.drey.simulator.master.TestOperations.reserved;
import static dev.drey.simulator.master.TestOperations.volume;
import static dev.drey.simulator.master.TestOperations.withId;
import static dev.drey.simulator.master.TestScheduler.roles;
import static dev.drey.simulator.master.TestTasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.ByteString;
import dev.drey.simulator.protocol.ToAgent.AcknowledgeOperation;
import dev.drey.simulator.protocol.ToAgent.ApplyOperation;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Volumes that grow and shrink. The agent has a volume of 100 MB and as much plain disk. */
@Tag("unit")
class ResizeOperationsTest {
    private static final ByteString UUID = ByteString.fromHex("00112233445546778899aabbccddeeff");

    private final TestCluster cluster = new TestCluster();
    private final TestAgent agent = cluster.agentWith(
            Resources.parse("cpus:2;mem:64").plus(Resources.of(volume("v"), reserved("disk:100", "ads"))));
    private final TestScheduler scheduler = cluster.subscribed(roles("ads"));

    @Test
    @DisplayName("C379 a volume that grows cannot be used in the same ACCEPT; afterwards it is offered grown")
    void grows() {
        var offer = scheduler.offer();
        launchWith(offer, grow(volume("v"), reserved("disk:40", "ads")));
        assertThat(scheduler.update().getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_INVALID);
        cluster.tick();
        var rest = scheduler.offer();
        assertThat(Resources.of(rest.getResourcesList()).unallocated())
                .isEqualTo(Resources.parse("cpus:2;mem:64").plus(Resources.of(disk(60))));
        scheduler.decline(0, rest);

        tell(OperationState.OPERATION_FINISHED);
        cluster.tick();

        assertThat(offered())
                .isEqualTo(Resources.parse("cpus:2;mem:64").plus(Resources.of(sized(volume("v"), 140), disk(60))));
        assertThat(scheduler.operationUpdates())
                .extracting(OperationStatus::getState)
                .containsExactly(OperationState.OPERATION_FINISHED);
    }

    @Test
    @DisplayName("C379 a volume that shrinks cannot be used in the same ACCEPT; afterwards it is offered smaller")
    void shrinks() {
        var offer = scheduler.offer();
        launchWith(offer, shrink(volume("v"), 30));
        assertThat(scheduler.update().getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_INVALID);

        tell(OperationState.OPERATION_FINISHED);
        cluster.tick();

        assertThat(offered())
                .isEqualTo(Resources.parse("cpus:2;mem:64")
                        .plus(Resources.of(sized(volume("v"), 70), disk(100), disk(30))));
    }

    @Test
    @DisplayName("C383 an operation whose message got lost is told as missing, and DROPPED: all is as before")
    void dropsALostOperation() {
        var offer = scheduler.offer();
        scheduler.accept(0, List.of(offer), withId("op", grow(volume("v"), disk(40))));
        var lost = agent.take(ApplyOperation.class).get(0);
        agent.disconnect().loseOperations().reregister();

        assertThat(agent.missing().operations())
                .extracting(missing -> missing.uuid())
                .containsExactly(lost.uuid());
        agent.send(new ToMaster.OperationUpdate(
                scheduler.id(), lost.operation(), lost.uuid(), OperationState.OPERATION_DROPPED, UUID));
        cluster.tick();

        assertThat(scheduler.operationUpdates())
                .extracting(OperationStatus::getState)
                .containsExactly(OperationState.OPERATION_DROPPED);
        assertThat(offered()).isEqualTo(Resources.of(agent.info().getResourcesList()));
    }

    @Test
    void isAppliedOnceAlsoIfTheAgentRegisteredAgainMeanwhile() {
        scheduler.accept(0, List.of(scheduler.offer()), withId("op", grow(volume("v"), disk(40))));
        agent.disconnect().reregister();

        tell(OperationState.OPERATION_FINISHED);

        assertThat(Resources.of(cluster.master().view().agents().get(0).total()))
                .isEqualTo(Resources.parse("cpus:2;mem:64").plus(Resources.of(sized(volume("v"), 140), disk(60))));
    }

    @Test
    void anOperationWithoutIdIsAcknowledgedByTheMaster() {
        scheduler.accept(0, List.of(scheduler.offer()), grow(volume("v"), disk(40)));

        tell(OperationState.OPERATION_FINISHED);

        assertThat(agent.take(AcknowledgeOperation.class)).hasSize(1);
        assertThat(scheduler.operationUpdates()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badOperations")
    void refuses(String what, Operation operation) {
        scheduler.accept(0, List.of(scheduler.offer()), withId("op", operation));

        assertThat(scheduler.operationUpdates())
                .extracting(OperationStatus::getState)
                .containsExactly(OperationState.OPERATION_ERROR);
        assertThat(agent.take(ApplyOperation.class)).isEmpty();
    }

    static Stream<Arguments> badOperations() {
        return Stream.of(
                arguments("no volume", grow(disk(10), disk(10))),
                arguments("nothing to add", grow(volume("v"), disk(0))),
                arguments("more than there is", grow(volume("v"), disk(101))),
                arguments("other disk", grow(volume("v"), reserved("disk:10", "other"))),
                arguments("no such volume", grow(volume("other"), disk(10))),
                arguments("nothing to take away", shrink(volume("v"), 0)),
                arguments("all taken away", shrink(volume("v"), 100)));
    }

    private void launchWith(Offer offer, Operation operation) {
        var uses = task("t", offer, "cpus:1", it -> it.addResources(volume("v")));
        scheduler.accept(0, List.of(offer), withId("op", operation), TestTasks.launch(uses));
    }

    private void tell(OperationState how) {
        var order = agent.take(ApplyOperation.class).get(0);
        agent.send(new ToMaster.OperationUpdate(order.framework(), order.operation(), order.uuid(), how, UUID));
    }

    private Resources offered() {
        return scheduler.offers().stream()
                .map(offer -> Resources.of(offer.getResourcesList()).unallocated())
                .reduce(Resources.NONE, Resources::plus);
    }

    private static Operation grow(Resource volume, Resource addition) {
        return operation(
                Operation.Type.GROW_VOLUME,
                it -> it.setGrowVolume(
                        Operation.GrowVolume.newBuilder().setVolume(volume).setAddition(addition)));
    }

    private static Operation shrink(Resource volume, double subtract) {
        return operation(
                Operation.Type.SHRINK_VOLUME,
                it -> it.setShrinkVolume(Operation.ShrinkVolume.newBuilder()
                        .setVolume(volume)
                        .setSubtract(Value.Scalar.newBuilder().setValue(subtract))));
    }

    private static Resource disk(double size) {
        return sized(reserved("disk:1", "ads"), size);
    }

    private static Resource sized(Resource resource, double size) {
        return resource.toBuilder()
                .setScalar(Value.Scalar.newBuilder().setValue(size))
                .build();
    }
}
