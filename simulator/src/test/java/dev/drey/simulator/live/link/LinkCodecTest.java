/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.protocol.AgentSoftware;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.TaskID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class LinkCodecTest {
    private static final FrameworkID FRAMEWORK =
            FrameworkID.newBuilder().setValue("f").build();
    private static final ByteString UUID = ByteString.copyFromUtf8("uuid");
    private static final Offer.Operation RESERVE =
            Offer.Operation.newBuilder().setType(Offer.Operation.Type.RESERVE).build();

    @Test
    void anIntroductionArrivesAsItWasSent() throws Exception {
        var info = AgentInfo.newBuilder().setHostname("h").build();
        var holdings = new ToMaster.Holdings(List.of(), List.of(), List.of(), List.of(), List.of(UUID));
        var software = AgentSoftware.of("1.11.0").without(AgentInfo.Capability.Type.RESIZE_VOLUME);

        arrives(new ToMaster.Reregister(info, List.of(), software, holdings));
    }

    @Test
    void anOperationStatusArrivesAsItWasSent() throws Exception {
        arrives(new ToMaster.OperationUpdate(FRAMEWORK, RESERVE, UUID, OperationState.OPERATION_DROPPED, UUID));
    }

    @Test
    void whatTheMasterMissesArrivesAsItWasSent() throws Exception {
        var task = TaskID.newBuilder().setValue("t").build();
        var missing = new ToAgent.Missing(
                List.of(new ToAgent.MissingTask(FRAMEWORK, task, true)),
                List.of(new ToAgent.MissingOperation(FRAMEWORK, RESERVE, UUID)));
        var message =
                new ToAgent.Reregistered(AgentID.newBuilder().setValue("a").build(), Duration.ofSeconds(75), missing);
        var codec = new LinkCodec<>(ToAgent.class);

        assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
    }

    @Test
    void anUnknownConstantIsRefused() {
        var codec = new LinkCodec<>(ToMaster.class);
        var bytes = codec.encode(
                new ToMaster.OperationUpdate(FRAMEWORK, RESERVE, UUID, OperationState.OPERATION_DROPPED, UUID));
        var changed = new String(bytes, StandardCharsets.UTF_8).replace("OPERATION_DROPPED", "OPERATION_NOSUCH");

        assertThatThrownBy(() -> codec.decode(changed.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonConversionException.class)
                .hasMessageContaining("OPERATION_NOSUCH");
    }

    private static void arrives(ToMaster message) throws JsonConversionException {
        var codec = new LinkCodec<>(ToMaster.class);
        assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
    }
}
