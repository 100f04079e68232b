/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Several values of one type. */
record ListType(Type item) implements Type {
    @Override
    public void check(Node node, Problems problems) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(each -> item.check(each, problems));
        } else {
            problems.at(node, "expected a list");
        }
    }

    @Override
    public ObjectNode schema() {
        var schema = JSON.objectNode().put("type", "array");
        schema.set("items", item.schema());
        return schema;
    }
}
