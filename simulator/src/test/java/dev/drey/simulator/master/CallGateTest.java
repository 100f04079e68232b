/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class CallGateTest {
    private final TestCluster cluster = new TestCluster();
    private final TestScheduler scheduler = cluster.subscribed();

    @ParameterizedTest
    @EnumSource(
            value = Call.Type.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUBSCRIBE", "TEARDOWN", "REVIVE", "SUPPRESS", "UNKNOWN"})
    void refusesACallWithoutItsSubMessage(Call.Type type) {
        var answer = scheduler.call(type);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isNotEmpty();
    }

    @Test
    void refusesACallWithoutTypeOrFramework() {
        assertThat(scheduler.call(Call.newBuilder()).status()).isEqualTo(400);
        assertThat(cluster.master()
                        .call(Call.newBuilder().setType(Call.Type.REVIVE).build(), scheduler.caller())
                        .status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("a call of type UNKNOWN is answered 501, after all other checks")
    void answersUnknownWithoutDying() {
        assertThat(scheduler.call(Call.Type.UNKNOWN).status()).isEqualTo(501);

        var other = Call.newBuilder()
                .setType(Call.Type.UNKNOWN)
                .setFrameworkId(FrameworkID.newBuilder().setValue("nosuch"));
        assertThat(cluster.master().call(other.build(), scheduler.caller()).status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("C013 C078 a framework that is not subscribed is told 403, an unknown one 400")
    void tellsUnsubscribedFromUnknown() {
        var revive = Call.newBuilder().setType(Call.Type.REVIVE).setFrameworkId(scheduler.id());
        scheduler.disconnect();

        assertThat(cluster.master().call(revive.build(), scheduler.caller()).status())
                .isEqualTo(403);
        revive.setFrameworkId(FrameworkID.newBuilder().setValue("nosuch"));
        assertThat(cluster.master().call(revive.build(), scheduler.caller()).status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("C005 a missing or wrong stream id is refused and changes nothing")
    void refusesAWrongStreamId() {
        var teardown = Call.newBuilder()
                .setType(Call.Type.TEARDOWN)
                .setFrameworkId(scheduler.id())
                .build();

        var wrong = cluster.master().call(teardown, Caller.ANONYMOUS.withStreamId("wrong"));
        var missing = cluster.master().call(teardown, Caller.ANONYMOUS);

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(missing.status()).isEqualTo(400);
        assertThat(cluster.master().view().frameworks()).hasSize(1);
    }

    @Test
    @DisplayName("C022 a uuid must be 16 bytes of a known version")
    void refusesMalformedUuids() {
        var good = ByteString.fromHex("00112233445546778899aabbccddeeff");

        assertThat(acknowledge(ByteString.EMPTY)).isEqualTo(400);
        assertThat(acknowledge(good.substring(1))).isEqualTo(400);
        assertThat(acknowledge(ByteString.copyFrom(new byte[16]))).isEqualTo(400);
        assertThat(acknowledge(good)).isEqualTo(202);
    }

    @Test
    void refusesAnOperationAcknowledgementWithoutAgent() {
        var call = Call.AcknowledgeOperationStatus.newBuilder()
                .setUuid(ByteString.fromHex("00112233445546778899aabbccddeeff"))
                .setOperationId(OperationID.newBuilder().setValue("op"));

        var answer = scheduler.call(Call.newBuilder()
                .setType(Call.Type.ACKNOWLEDGE_OPERATION_STATUS)
                .setAcknowledgeOperationStatus(call));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesASubscribeWhoseIdsDiffer() {
        var call = Call.newBuilder()
                .setType(Call.Type.SUBSCRIBE)
                .setFrameworkId(scheduler.id())
                .setSubscribe(Call.Subscribe.newBuilder()
                        .setFrameworkInfo(scheduler.info().toBuilder().clearId()));

        var subscription = cluster.master().subscribe(call.build(), Caller.ANONYMOUS, scheduler);

        assertThat(subscription.refused().map(Answer::status)).isEqualTo(Optional.of(400));
    }

    private int acknowledge(ByteString uuid) {
        return scheduler
                .call(Call.newBuilder()
                        .setType(Call.Type.ACKNOWLEDGE)
                        .setAcknowledge(Call.Acknowledge.newBuilder()
                                .setAgentId(AgentID.newBuilder().setValue("nosuch"))
                                .setTaskId(TaskID.newBuilder().setValue("t"))
                                .setUuid(uuid)))
                .status();
    }
}
