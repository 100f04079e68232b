/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.harness.scenario.Nearest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A mapping whose keys are known. */
record MappingType(List<Key> keys) implements Type {
    @Override
    public void check(Node node, Problems problems) {
        if (!(node instanceof MappingNode mapping)) {
            problems.at(node, "expected the keys " + String.join(", ", names()));
            return;
        }
        var seen = new LinkedHashSet<String>();
        for (NodeTuple entry : mapping.getValue()) {
            var name = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!seen.add(name)) {
                problems.at(entry.getKeyNode(), "the key '" + name + "' is there twice");
            }
            var key = key(name);
            key.ifPresent(known -> known.type().check(entry.getValueNode(), problems));
            if (key.isEmpty()) {
                problems.at(entry.getKeyNode(), "no key '" + name + "' here" + Nearest.hint(name, names()));
            }
        }
        keys.stream()
                .filter(key -> key.required() && !seen.contains(key.name()))
                .forEach(key -> problems.at(node, "the key '" + key.name() + "' is missing: " + key.description()));
    }

    private List<String> names() {
        return keys.stream().map(Key::name).toList();
    }

    private Optional<Key> key(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    @Override
    public ObjectNode schema() {
        var schema = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        var properties = schema.putObject("properties");
        for (Key key : keys) {
            properties.set(key.name(), key.type().schema().put("description", key.description()));
        }
        var required = keys.stream().filter(Key::required).map(Key::name).toList();
        if (!required.isEmpty()) {
            var names = schema.putArray("required");
            required.forEach(names::add);
        }
        return schema;
    }
}
