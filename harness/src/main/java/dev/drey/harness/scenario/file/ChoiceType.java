/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.harness.scenario.Nearest;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * One of some words.
 *
 * @param what they are, for instance {@code fault}
 */
record ChoiceType(String what, List<String> words) implements Type {
    ChoiceType {
        words = List.copyOf(words);
    }

    @Override
    public void check(Node node, Problems problems) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.at(node, "expected a " + what + "; there are " + String.join(", ", words));
        } else if (!words.contains(scalar.getValue())) {
            problems.at(node, "no " + what + " '" + scalar.getValue() + "'" + Nearest.hint(scalar.getValue(), words));
        }
    }

    @Override
    public ObjectNode schema() {
        var schema = JSON.objectNode();
        var all = schema.putArray("enum");
        words.forEach(all::add);
        return schema;
    }
}
