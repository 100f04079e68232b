/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A plain value, or a structure that says more. */
record EitherType(Type plain, Type structure) implements Type {
    @Override
    public void check(Node node, Problems problems) {
        (node instanceof ScalarNode ? plain : structure).check(node, problems);
    }

    @Override
    public ObjectNode schema() {
        var schema = JSON.objectNode();
        schema.putArray("anyOf").add(plain.schema()).add(structure.schema());
        return schema;
    }
}
