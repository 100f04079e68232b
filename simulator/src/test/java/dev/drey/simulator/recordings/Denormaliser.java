/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Puts real ids in place of the symbols in a recorded call. */
final class Denormaliser {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> SYMBOLS = Set.of("framework_id", "agent_id", "offer_id", "offer_ids");
    private static final Set<String> PLAIN = Set.of("task_id", "executor_id", "operation_id");

    private final UnaryOperator<String> ids;

    /** @param ids gives the id that a symbol stands for */
    Denormaliser(UnaryOperator<String> ids) {
        this.ids = ids;
    }

    JsonNode of(JsonNode value) {
        if (value.isObject()) {
            var result = NODES.objectNode();
            value.properties().forEach(field -> result.set(field.getKey(), field(field.getKey(), field.getValue())));
            return result;
        } else if (value.isArray()) {
            var result = NODES.arrayNode();
            value.forEach(element -> result.add(of(element)));
            return result;
        }
        return value;
    }

    private JsonNode field(String name, JsonNode value) {
        if (SYMBOLS.contains(name)) {
            return named(value);
        } else if (PLAIN.contains(name) && value.isTextual()) {
            return message(value.textValue());
        } else if (name.equals("uuid")) {
            return NODES.textNode(ids.apply(value.asText()));
        }
        return of(value);
    }

    private JsonNode named(JsonNode value) {
        if (value.isArray()) {
            var list = NODES.arrayNode();
            value.forEach(element -> list.add(named(element)));
            return list;
        }
        return message(ids.apply(value.asText()));
    }

    private static ObjectNode message(String id) {
        return NODES.objectNode().put("value", id);
    }
}
