/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import static dev.drey.simulator.agent.AgentRig.FRAMEWORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import java.util.List;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class OperationsTest {
    private static final OperationID ID =
            OperationID.newBuilder().setValue("op").build();
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

        rig.tell(new ToAgent.ApplyOperation(FRAMEWORK, operation, List.of(CPUS)));
        var first = rig.heard(ToMaster.OperationApplied.class);
        rig.advance(10);

        assertThat(first).hasSize(1);
        assertThat(rig.heard(ToMaster.OperationApplied.class)).isEqualTo(first);
        rig.tell(new ToAgent.AcknowledgeOperation(FRAMEWORK, ID, first.get(0).uuid()));
        rig.advance(60);
        assertThat(rig.heard(ToMaster.OperationApplied.class)).isEmpty();
    }

    @Test
    void tellsOfAnOperationWithoutIdOnceAndReportsTheNewTotal() {
        var operation = Operation.newBuilder().setType(Operation.Type.RESERVE).build();

        rig.tell(new ToAgent.ApplyOperation(FRAMEWORK, operation, List.of(CPUS)));
        rig.advance(60);

        assertThat(rig.heard(ToMaster.OperationApplied.class)).hasSize(1);
        assertThat(rig.agent.view().total()).containsExactly(CPUS);
    }
}
