/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import static dev.drey.simulator.agent.AgentRig.FRAMEWORK;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import java.util.List;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class OperationsTest {
    private static final OperationID ID =
            OperationID.newBuilder().setValue("op").build();
    private static final ByteString OPERATION = ByteString.copyFromUtf8("operation");
    private static final Resource CPUS = Resource.newBuilder()
            .setName("cpus")
            .setType(Value.Type.SCALAR)
            .setScalar(Value.Scalar.newBuilder().setValue(7))
            .build();

    private final AgentRig rig = AgentRig.registered();

    @Test
    @DisplayName("C382 an operation with an id is told again until it is acknowledged")
    void repeatsFeedbackUntilAcknowledged() {
        var operation =
                Operation.newBuilder().setType(Operation.Type.RESERVE).setId(ID).build();

        rig.tell(apply(operation));
        var first = rig.heard(ToMaster.OperationUpdate.class);
        rig.advance(10);

        assertThat(first).hasSize(1);
        assertThat(rig.heard(ToMaster.OperationUpdate.class)).isEqualTo(first);
        rig.tell(new ToAgent.AcknowledgeOperation(FRAMEWORK, ID, first.get(0).uuid()));
        rig.advance(60);
        assertThat(rig.heard(ToMaster.OperationUpdate.class)).isEmpty();
    }

    @Test
    void tellsOfAnOperationWithoutIdTooAndReportsTheNewTotal() {
        var operation = Operation.newBuilder().setType(Operation.Type.RESERVE).build();

        rig.tell(apply(operation));
        rig.advance(10);

        var told = rig.heard(ToMaster.OperationUpdate.class);
        assertThat(told).hasSize(2).containsOnly(told.get(0));
        assertThat(rig.agent.view().total()).contains(CPUS);
    }

    @Test
    @DisplayName("C383 an operation that never came is DROPPED once the master asks for it")
    void dropsWhatNeverCame() {
        var operation =
                Operation.newBuilder().setType(Operation.Type.RESERVE).setId(ID).build();
        var missing =
                new ToAgent.Missing(List.of(), List.of(new ToAgent.MissingOperation(FRAMEWORK, operation, OPERATION)));

        rig.tell(new ToAgent.Reregistered(AgentRig.AGENT, AgentRig.PING_TIMEOUT, missing));

        assertThat(rig.heard(ToMaster.OperationUpdate.class))
                .singleElement()
                .returns(OPERATION, ToMaster.OperationUpdate::operationUuid)
                .returns(OperationState.OPERATION_DROPPED, ToMaster.OperationUpdate::state);
    }

    @Test
    @DisplayName("4.2 a task that uses a reservation the agent never made is LOST, RESOURCES_UNKNOWN")
    void refusesTasksOnResourcesThatWereNeverMade() {
        var reserved = CPUS.toBuilder();
        reserved.addReservationsBuilder()
                .setType(Resource.ReservationInfo.Type.DYNAMIC)
                .setRole("ads");
        var task = AgentRig.task("t1").addResources(reserved).build();

        rig.run(task);
        assertThat(rig.acknowledged())
                .returns(TaskState.TASK_LOST, TaskStatus::getState)
                .returns(TaskStatus.Reason.REASON_RESOURCES_UNKNOWN, TaskStatus::getReason);

        rig.tell(new ToAgent.ApplyOperation(
                FRAMEWORK, Operation.getDefaultInstance(), OPERATION, List.of(), List.of(reserved.build())));
        rig.run(task);
        assertThat(rig.containers.has("t1")).isTrue();
    }

    private static ToAgent.ApplyOperation apply(Operation operation) {
        return new ToAgent.ApplyOperation(FRAMEWORK, operation, OPERATION, List.of(), List.of(CPUS));
    }
}
