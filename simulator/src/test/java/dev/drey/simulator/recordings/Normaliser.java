/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Replaces in an event all that may differ between two runs, as it was done in the recordings. */
final class Normaliser {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> DROPPED =
            Set.of("timestamp", "container_id", "executor_pid", "latency", "cgroup_info", "ephemeral_ports");
    private static final Set<String> PLAIN_IDS =
            Set.of("task_id", "executor_id", "operation_id", "resource_provider_id");
    private static final Set<String> TIMES = Set.of("unreachable_time", "start_time", "completion_time");
    private static final List<String> WIRE_LITERALS = List.of("Framework has been removed", "Framework failed over");

    private final Symbols symbols;

    Normaliser(Symbols symbols) {
        this.symbols = symbols;
    }

    JsonNode event(JsonNode event) {
        return value("", "", event);
    }

    /** Sorts offers by agent and role, so that they are named in this order. */
    List<JsonNode> sorted(List<JsonNode> offers) {
        var sorted = new ArrayList<>(offers);
        sorted.sort(Comparator.comparing((JsonNode offer) ->
                        symbols.of("A", offer.at("/agent_id/value").asText()))
                .thenComparing(offer -> offer.path("allocation_info").toString()));
        return sorted;
    }

    /** The same with sorted keys, and with things that have names in an order of their own. */
    static JsonNode canonical(JsonNode value) {
        if (value.isObject()) {
            var result = NODES.objectNode();
            value.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(field -> result.set(field.getKey(), canonical(field.getValue())));
            return result;
        } else if (value.isArray()) {
            var elements = new ArrayList<JsonNode>();
            value.forEach(element -> elements.add(canonical(element)));
            if (elements.stream().allMatch(element -> element.has("name"))) {
                elements.sort(Comparator.comparing(JsonNode::toString));
            }
            return NODES.arrayNode().addAll(elements);
        }
        return value;
    }

    private JsonNode value(String parent, String key, JsonNode value) {
        if (value.isObject()) {
            return object(key, (ObjectNode) value);
        } else if (value.isArray()) {
            return array(key, (ArrayNode) value);
        } else if (value.isFloatingPointNumber()) {
            return NODES.numberNode(Math.round(value.doubleValue() * 1e6) / 1e6);
        }
        return value.isTextual() ? NODES.textNode(symbols.in(value.textValue())) : value;
    }

    private ArrayNode array(String key, ArrayNode array) {
        var list = StreamSupport.stream(array.spliterator(), false).toList();
        if (key.equals("offers")) {
            list = sorted(list);
        }
        var values = new ArrayList<JsonNode>();
        list.forEach(element -> values.add(value(key, key, element)));
        return NODES.arrayNode().addAll(values);
    }

    private ObjectNode object(String key, ObjectNode object) {
        var result = NODES.objectNode();
        for (var field : object.properties()) {
            var name = field.getKey();
            boolean isMessageOfStatus = name.equals("message") && key.equals("status");
            if (!DROPPED.contains(name) && !isMessageOfStatus) {
                result.set(
                        name, special(key, name, field.getValue()).orElseGet(() -> value(key, name, field.getValue())));
            }
        }
        return result;
    }

    private Optional<JsonNode> special(String parent, String name, JsonNode value) {
        var kind = kind(parent, name);
        if (PLAIN_IDS.contains(name)) {
            return Optional.of(value.isObject() ? value.get("value") : value);
        } else if (kind.isPresent()) {
            return Optional.of(id(kind.get(), value));
        } else if (TIMES.contains(name) || (name.equals("start") && parent.equals("unavailability"))) {
            return Optional.of(NODES.textNode("<time>"));
        }
        return switch (name) {
            case "message" ->
                value.isTextual() ? Optional.of(NODES.textNode(text(value.textValue()))) : Optional.empty();
            case "master_info" -> Optional.of(masterInfo(value));
            case "url" -> Optional.of(url(value));
            case "container_status" -> Optional.of(NODES.textNode("<present>"));
            case "hostname" -> Optional.of(NODES.textNode("<host>"));
            case "ip_address" -> Optional.of(NODES.textNode("<ip>"));
            default -> Optional.empty();
        };
    }

    private static Optional<String> kind(String parent, String name) {
        return switch (name) {
            case "framework_id" -> Optional.of("F");
            case "agent_id" -> Optional.of("A");
            case "uuid" -> Optional.of("U");
            case "offer_id", "inverse_offer_id", "offer_ids", "inverse_offer_ids" -> Optional.of("O");
            case "id" ->
                switch (parent) {
                    case "framework_info" -> Optional.of("F");
                    case "offers", "inverse_offers" -> Optional.of("O");
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    private JsonNode id(String kind, JsonNode value) {
        if (value.isArray()) {
            var list = NODES.arrayNode();
            value.forEach(element -> list.add(id(kind, element)));
            return list;
        }
        return NODES.textNode(
                symbols.of(kind, value.isObject() ? value.path("value").asText() : value.asText()));
    }

    private static String text(String message) {
        return WIRE_LITERALS.stream().filter(message::contains).findFirst().orElse("<text>");
    }

    private static ObjectNode masterInfo(JsonNode info) {
        var result = NODES.objectNode();
        result.set("keys", names(info));
        result.set("address_keys", names(info.path("address")));
        var capabilities = new ArrayList<String>();
        info.path("capabilities")
                .forEach(one -> capabilities.add(one.path("type").asText()));
        var sorted = result.putArray("capabilities");
        capabilities.stream().sorted().forEach(sorted::add);
        return result;
    }

    private static ObjectNode url(JsonNode url) {
        var result = NODES.objectNode();
        result.set("scheme", url.path("scheme"));
        result.set("path", url.hasNonNull("path") ? NODES.textNode("<path>") : NODES.nullNode());
        result.set("address_keys", names(url.path("address")));
        return result;
    }

    private static ArrayNode names(JsonNode object) {
        var names = NODES.arrayNode();
        object.properties().stream().map(field -> field.getKey()).sorted().forEach(names::add);
        return names;
    }
}
