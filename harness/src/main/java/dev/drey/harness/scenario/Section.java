/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One mapping of a scenario file: gives its values by key, and complains about keys that nobody knows. */
final class Section {
    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h)");
    private static final Pattern PERCENT = Pattern.compile("(\\d+(?:\\.\\d+)?)%");

    private final String place;
    private final JsonNode node;

    Section(String place, JsonNode node, String... knownKeys) {
        this.place = place;
        this.node = node;
        if (!node.isObject()) {
            throw new ScenarioException(place + ": expected the keys " + String.join(", ", knownKeys));
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!List.of(knownKeys).contains(key)) {
                throw new ScenarioException(
                        place + ": no key '" + key + "' here; the keys are " + String.join(", ", knownKeys));
            }
        });
    }

    boolean has(String key) {
        return node.has(key);
    }

    Section section(String key, String... knownKeys) {
        return new Section(place + "." + key, required(key), knownKeys);
    }

    List<Section> list(String key, String... knownKeys) {
        var sections = new ArrayList<Section>();
        for (JsonNode item : required(key)) {
            sections.add(new Section(place + "." + key + "[" + sections.size() + "]", item, knownKeys));
        }
        return sections;
    }

    String text(String key) {
        return required(key).asText();
    }

    String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    double number(String key) {
        JsonNode value = required(key);
        if (!value.isNumber() || value.asDouble() < 0) {
            throw new ScenarioException(at(key) + ": expected a number, not below zero, instead of " + value);
        }
        return value.asDouble();
    }

    int count(String key) {
        double value = number(key);
        if (value != Math.rint(value)) {
            throw new ScenarioException(at(key) + ": expected a whole number instead of " + value);
        }
        return (int) value;
    }

    Duration duration(String key) {
        Matcher text = DURATION.matcher(text(key));
        if (!text.matches()) {
            throw new ScenarioException(
                    at(key) + ": expected a duration such as 500ms, 30s, 5m or 1h instead of '" + text(key) + "'");
        }
        long amount = Long.parseLong(text.group(1));
        return switch (text.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    /** A rate from 0 to 1, written in percent. */
    double rate(String key) {
        Matcher text = PERCENT.matcher(text(key));
        if (!text.matches() || Double.parseDouble(text.group(1)) > 100) {
            throw new ScenarioException(
                    at(key) + ": expected a rate such as 5% or 0.5% instead of '" + text(key) + "'");
        }
        return Double.parseDouble(text.group(1)) / 100;
    }

    String at(String key) {
        return place + "." + key;
    }

    private JsonNode required(String key) {
        if (!node.has(key)) {
            throw new ScenarioException(place + ": the key '" + key + "' is missing");
        }
        return node.get(key);
    }
}
