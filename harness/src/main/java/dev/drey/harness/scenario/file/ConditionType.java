/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.harness.scenario.Condition;
import dev.drey.harness.scenario.ConditionException;
import dev.drey.harness.scenario.Nearest;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A condition, or one of some names.
 *
 * @param names that may stand instead of a condition; may be empty
 */
record ConditionType(List<String> names) implements Type {
    ConditionType {
        names = List.copyOf(names);
    }

    @Override
    public void check(Node node, Problems problems) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.at(node, "expected a condition such as \"workers(RUNNING) == 4\"");
        } else if (!names.contains(scalar.getValue())) {
            check(scalar, problems);
        }
    }

    private void check(ScalarNode scalar, Problems problems) {
        try {
            Condition.parse(scalar.getValue());
        } catch (ConditionException e) {
            int quote = scalar.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
            var near = Nearest.to(scalar.getValue(), names);
            problems.at(
                    scalar,
                    e.position() + quote,
                    near.map(name -> "no '" + scalar.getValue() + "'; did you mean '" + name + "'?")
                            .orElse(e.getMessage()));
        }
    }

    @Override
    public ObjectNode schema() {
        var schema = JSON.objectNode();
        if (names.isEmpty()) {
            return schema.put("type", "string");
        }
        var ways = schema.putArray("anyOf");
        ways.add(new ChoiceType("name", names).schema());
        ways.addObject().put("type", "string");
        return schema;
    }
}
