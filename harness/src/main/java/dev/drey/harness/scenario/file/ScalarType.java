/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A value without structure.
 *
 * @param expected what it is, with an example
 * @param jsonType {@code string}, {@code number} or {@code integer}
 * @param pattern that its text has; may be empty
 * @param problem what is wrong with a text, if anything is
 */
record ScalarType(String expected, String jsonType, String pattern, Function<String, Optional<String>> problem)
        implements Type {
    static final ScalarType TEXT = new ScalarType("a text", "string", "", text -> Optional.empty());
    static final ScalarType COUNT = of("a whole number", "integer", "", text -> text.matches("\\d{1,9}"));
    static final ScalarType SEED = of("a whole number", "integer", "", text -> text.matches("\\d{1,18}"));
    static final ScalarType NUMBER =
            of("a number, not below zero", "number", "", text -> text.matches("\\d{1,9}(\\.\\d{1,9})?"));
    static final ScalarType DURATION =
            of("a duration such as 500ms, 30s, 5m, 1h or 1m30s", "string", Units.DURATION, text -> Units.duration(text)
                    .isPresent());
    static final ScalarType RATE = of(
            "a rate such as 5% or 0.5%, 100% at most",
            "string", Units.RATE, text -> Units.rate(text).isPresent());
    static final ScalarType MEMORY =
            of("an amount such as 512m or 16g", "string", Units.MEMORY, text -> Units.memory(text)
                    .isPresent());

    private static ScalarType of(String expected, String jsonType, String pattern, Function<String, Boolean> isGood) {
        return new ScalarType(
                expected,
                jsonType,
                pattern,
                text -> isGood.apply(text)
                        ? Optional.empty()
                        : Optional.of("expected " + expected + " instead of '" + text + "'"));
    }

    @Override
    public void check(Node node, Problems problems) {
        if (node instanceof ScalarNode scalar) {
            problem.apply(scalar.getValue()).ifPresent(message -> problems.at(node, message));
        } else {
            problems.at(node, "expected " + expected);
        }
    }

    @Override
    public ObjectNode schema() {
        var schema = JSON.objectNode();
        if (this == TEXT) {
            schema.putArray("type").add("string").add("number").add("boolean");
            return schema;
        }
        schema.put("type", jsonType);
        if (!pattern.isEmpty()) {
            schema.put("pattern", "^(" + pattern + ")$");
        }
        if (!jsonType.equals("string")) {
            schema.put("minimum", 0);
        }
        return schema;
    }
}
