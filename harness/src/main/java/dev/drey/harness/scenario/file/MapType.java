/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** A mapping with whatever keys. */
record MapType(Type value) implements Type {
    @Override
    public void check(Node node, Problems problems) {
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> value.check(entry.getValueNode(), problems));
        } else {
            problems.at(node, "expected a mapping");
        }
    }

    @Override
    public ObjectNode schema() {
        var schema = JSON.objectNode().put("type", "object");
        schema.set("additionalProperties", value.schema());
        return schema;
    }
}
