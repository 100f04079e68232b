/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class JsonLinesTest {
    private final JsonLines third = new JsonLines(List.of(JsonLinesTest::addZone, JsonLinesTest::renameHost));

    @Test
    void migratesAnOlderLineStepByStep() throws StoreException {
        var migrated = third.read("{\"v\":1,\"host\":\"h-1\"}");

        assertThat(migrated.path("hostname").textValue()).isEqualTo("h-1");
        assertThat(migrated.path("zone").textValue()).isEqualTo("none");
    }

    @Test
    void leavesTheNewestFormatAsItIs() throws StoreException {
        assertThat(third.read("{\"v\":3,\"zone\":\"z\"}").path("zone").textValue())
                .isEqualTo("z");
        assertThat(third.write(third.begin())).isEqualTo("{\"v\":3}");
    }

    private static ObjectNode addZone(ObjectNode line) {
        return line.put("zone", "none");
    }

    private static ObjectNode renameHost(ObjectNode line) {
        return line.set("hostname", line.remove("host"));
    }
}
