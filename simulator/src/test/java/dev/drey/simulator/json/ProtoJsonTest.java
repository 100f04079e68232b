/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class ProtoJsonTest {

    @Test
    void writesAHeartbeatAsMesosDoes() {
        var heartbeat = Event.newBuilder().setType(Event.Type.HEARTBEAT).build();

        assertThat(ProtoJson.print(heartbeat)).isEqualTo("{\"type\":\"HEARTBEAT\"}");
    }

    @Test
    void writesDoublesWithADecimalPoint() {
        var subscribed = Event.newBuilder();
        subscribed
                .getSubscribedBuilder()
                .setHeartbeatIntervalSeconds(15)
                .getFrameworkIdBuilder()
                .setValue("f");

        assertThat(ProtoJson.print(subscribed)).contains("\"heartbeat_interval_seconds\":15.0");
    }

    @Test
    void writesDefaultsThatAreNotDeprecated() {
        var info = FrameworkInfo.newBuilder().setUser("u").setName("n").build();

        assertThat(ProtoJson.print(info))
                .isEqualTo("{\"user\":\"u\",\"name\":\"n\",\"failover_timeout\":0.0,\"checkpoint\":false}");
    }

    @Test
    void writesLargeUnsignedNumbersUnsigned() {
        var range = Value.Range.newBuilder().setBegin(-1).setEnd(-1).build();

        assertThat(ProtoJson.print(range)).isEqualTo("{\"begin\":18446744073709551615,\"end\":18446744073709551615}");
    }

    @Test
    void writesInfinityAsText() {
        assertThat(ProtoJson.print(Value.Scalar.newBuilder().setValue(Double.NEGATIVE_INFINITY)))
                .isEqualTo("{\"value\":\"-Infinity\"}");
    }

    @Test
    void readsAndWritesMapsAsObjects() throws Exception {
        var text = "{\"limits\":{\"mem\":{\"value\":64.0}}}";

        var limits = TaskInfo.newBuilder();
        FieldReader.readMessage(ProtoJson.tree(parsePartly(text)), limits, "");

        assertThat(limits.getLimitsOrThrow("mem").getValue()).isEqualTo(64.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"1.5\"", "15e-1"})
    void takesNumbersAndNumericStrings(String number) throws Exception {
        assertThat(ProtoJson.parse("{\"value\":" + number + "}", Value.Scalar.newBuilder())
                        .getValue())
                .isEqualTo(1.5);
    }

    @Test
    void takesNumericStringsForWholeNumbers() throws Exception {
        var range = ProtoJson.parse("{\"begin\":\"31000\",\"end\":31999}", Value.Range.newBuilder());

        assertThat(range.getBegin()).isEqualTo(31000);
        assertThat(range.getEnd()).isEqualTo(31999);
    }

    @Test
    void ignoresUnknownFieldsAndCamelCase() throws Exception {
        var call = ProtoJson.parse(
                "{\"type\":\"REVIVE\",\"nosuch\":{\"a\":[1]},\"frameworkId\":{\"value\":\"x\"}}", Call.newBuilder());

        assertThat(call.build())
                .isEqualTo(Call.newBuilder().setType(Call.Type.REVIVE).build());
    }

    @Test
    void dropsAnUnknownConstantOfAnOptionalEnum() throws Exception {
        assertThat(ProtoJson.parse("{\"type\":\"NO_SUCH_CALL\"}", Call.newBuilder())
                        .hasType())
                .isFalse();
    }

    @Test
    void refusesAnUnknownConstantOfARequiredEnum() {
        assertThatThrownBy(() -> ProtoJson.parse("{\"name\":\"cpus\",\"type\":\"NUMBER\"}", Resource.newBuilder()))
                .isInstanceOf(JsonConversionException.class)
                .hasMessageContaining("type")
                .hasMessageContaining("NUMBER");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | the text is empty",
                "{garbage | not JSON",
                "{} {} | not JSON",
                "[] | expected a JSON object",
                "\"x\" | expected a JSON object",
                "{\"type\":1} | number for field 'type'",
                "{\"type\":null} | null for field 'type'",
                "{\"subscribe\":{\"framework_info\":{\"name\":\"x\"}}} | missing required fields: subscribe.frame",
                "{\"subscribe\":{\"framework_info\":{\"user\":5,\"name\":\"x\"}}} | 'subscribe.framework_info.user'",
                "{\"acknowledge\":{\"uuid\":\"***no***\"}} | 'acknowledge.uuid' is not base64",
                "{\"accept\":{\"offer_ids\":[{\"value\":\"a\"},{\"value\":[1]}]}} | 'accept.offer_ids[1].value'",
                "{\"accept\":{\"filters\":{\"refuse_seconds\":\"soon\"}}} | 'soon' is not a number",
                "{\"kill\":{\"kill_policy\":{\"grace_period\":{\"nanoseconds\":1e99}}}} | out of range",
                "{\"kill\":{\"kill_policy\":{\"grace_period\":{\"nanoseconds\":1e999999999}}}} | out of range"
            })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> ProtoJson.parse(text, Call.newBuilder()))
                .isInstanceOf(JsonConversionException.class)
                .hasMessageContaining(message);
    }

    @Test
    void readsBytesFromBase64() throws Exception {
        var text = "{\"agent_id\":{\"value\":\"a\"},\"task_id\":{\"value\":\"t\"},\"uuid\":\"AQI=\"}";

        assertThat(ProtoJson.parse(text, Call.Acknowledge.newBuilder()).getUuid())
                .isEqualTo(ByteString.copyFrom(new byte[] {1, 2}));
    }

    @Test
    void readsTheMasterInfoOfARealMaster() throws Exception {
        var text = "{\"address\":{\"hostname\":\"h\",\"ip\":\"127.0.0.1\",\"port\":5050},"
                + "\"capabilities\":[{\"type\":\"AGENT_UPDATE\"},{\"type\":\"QUOTA_V2\"}],\"hostname\":\"h\","
                + "\"id\":\"m\",\"ip\":16777343,\"pid\":\"master@127.0.0.1:5050\",\"port\":5050,\"version\":\"1.12.0\"}";

        var info = ProtoJson.parse(text, MasterInfo.newBuilder()).build();

        assertThat(info.getIp()).isEqualTo(16777343);
        assertThat(info.getAddress().getPort()).isEqualTo(5050);
    }

    private static TaskInfo parsePartly(String text) throws Exception {
        var required = "\"name\":\"t\",\"task_id\":{\"value\":\"t\"},\"agent_id\":{\"value\":\"a\"},";
        var whole = "{" + required + text.substring(1);
        return ProtoJson.parse(whole, TaskInfo.newBuilder()).build();
    }
}
