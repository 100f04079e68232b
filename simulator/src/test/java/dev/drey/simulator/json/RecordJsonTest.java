/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class RecordJsonTest {
    private record Inner(String name, Optional<AgentID> agent) {}

    private record Outer(
            boolean flag,
            int count,
            double share,
            Duration delay,
            Instant since,
            ByteString bytes,
            TaskStatus incomplete,
            List<Inner> inner,
            Optional<Inner> none) {}

    @Test
    void whatIsWrittenIsReadAgainEvenIncompleteMessages() throws Exception {
        var id = AgentID.newBuilder().setValue("a").build();
        var all = new Outer(
                true,
                -7,
                0.1,
                Duration.ofNanos(1),
                Instant.parse("2026-01-02T03:04:05.000000006Z"),
                ByteString.fromHex("00ff"),
                TaskStatus.getDefaultInstance(),
                List.of(new Inner("\u00e4\n\"", Optional.of(id)), new Inner("", Optional.empty())),
                Optional.empty());

        assertThat(RecordJson.read(RecordJson.write(all), Outer.class)).isEqualTo(all);
    }

    @Test
    void whatIsMissingIsNamed() {
        var text = "{\"name\":\"n\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> RecordJson.read(text, Inner.class))
                .isInstanceOf(JsonConversionException.class)
                .hasMessage("not a Inner: 'agent' is missing");
    }
}
