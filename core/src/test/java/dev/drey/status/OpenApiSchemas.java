/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** The part of JSON Schema that the OpenAPI document uses; what is not described is a problem. */
final class OpenApiSchemas {
    private final JsonNode document;
    private final List<String> problems = new ArrayList<>();

    OpenApiSchemas(JsonNode document) {
        this.document = document;
    }

    List<String> problems(String schema, JsonNode value) {
        problems.clear();
        check("$", document.at("/components/schemas/" + schema), value);
        return List.copyOf(problems);
    }

    private void check(String path, JsonNode schema, JsonNode value) {
        if (schema.has("$ref")) {
            check(path, document.at(schema.get("$ref").asText().substring(1)), value);
        } else if (schema.has("oneOf")) {
            if (!value.isNull()) {
                check(path, schema.at("/oneOf/0"), value);
            }
        } else if (schema.isMissingNode() || !isOfType(schema.get("type"), value)) {
            problems.add(path + " is no " + schema.path("type").asText("described value"));
        } else {
            checkContent(path, schema, value);
        }
    }

    private void checkContent(String path, JsonNode schema, JsonNode value) {
        if (value.isObject()) {
            checkObject(path, schema, value);
        }
        for (var i = 0; i < value.size() && value.isArray(); i++) {
            check(path + "[" + i + "]", schema.get("items"), value.get(i));
        }
        if (schema.has("enum")
                && !value.isNull()
                && !schema.get("enum").toString().contains(value.toString())) {
            problems.add(path + " is none of " + schema.get("enum"));
        }
        if (schema.path("format").asText().equals("date-time") && !value.isNull() && !isTime(value.asText())) {
            problems.add(path + " is no time");
        }
    }

    private void checkObject(String path, JsonNode schema, JsonNode value) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                problems.add(path + "." + name.asText() + " is missing");
            }
        });
        value.fields().forEachRemaining(field -> {
            var known = schema.path("properties").path(field.getKey());
            var other = schema.path("additionalProperties");
            if (!known.isMissingNode()) {
                check(path + "." + field.getKey(), known, field.getValue());
            } else if (other.isObject()) {
                check(path + "." + field.getKey(), other, field.getValue());
            } else {
                problems.add(path + "." + field.getKey() + " is not described");
            }
        });
    }

    private static boolean isOfType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            for (var one : type) {
                if (isOfType(one, value)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.asText()) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "null" -> value.isNull();
            default -> false;
        };
    }

    private static boolean isTime(String text) {
        try {
            Instant.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
