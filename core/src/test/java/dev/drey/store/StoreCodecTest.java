/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.model.AgentId;
import dev.drey.model.TaskId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class StoreCodecTest {
    private final StoreCodec codec = new StoreCodec();

    @Test
    void theFormatOfAWorkerIsPinned() {
        var worker = new WorkerRecord(
                new TaskId("w-1-1"), "default", new AgentId("m-S0"), "host-1", WorkerRecord.Goal.LAUNCHED);

        assertThat(codec.encode(worker))
                .isEqualTo("{\"v\":1,\"task\":\"w-1-1\",\"profile\":\"default\",\"agent\":\"m-S0\","
                        + "\"hostname\":\"host-1\",\"goal\":\"LAUNCHED\"}");
    }

    @Test
    void thePortsOfAWorkerAreNumbersIfItHasAny() throws StoreException {
        var line = "{\"v\":1,\"task\":\"w-1-1\",\"profile\":\"default\",\"agent\":\"m-S0\",\"hostname\":\"host-1\","
                + "\"goal\":\"LAUNCHED\",\"ports\":[31000,31001]}";

        var worker = codec.decodeWorker(line);

        assertThat(worker.ports()).containsExactly(31_000, 31_001);
        assertThat(codec.encode(worker)).isEqualTo(line);
        assertThatThrownBy(() -> codec.decodeWorker(line.replace("31001", "\"x\"")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no port");
    }

    @Test
    void theEmptyStateHasNoFramework() throws StoreException {
        assertThat(codec.decodeState(codec.encode(StoredState.EMPTY))).isEqualTo(StoredState.EMPTY);
    }

    @Test
    void refusesANewerFormatAndSaysSo() {
        assertThatThrownBy(() -> codec.decodeWorker("{\"v\":2,\"task\":\"w\"}"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("format 2")
                .hasMessageContaining("reads up to 1");
    }

    @Test
    void refusesDamagedText() {
        for (var damaged : List.of("", "{", "[]", "{}", "{\"v\":1}", "{\"v\":1,\"change\":\"dance\"}", "{\"v\":1}{")) {
            assertThatThrownBy(() -> codec.decodeChange(damaged))
                    .as(damaged)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("stored");
        }
    }
}
