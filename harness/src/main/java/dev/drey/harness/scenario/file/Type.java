/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** What a value of a scenario file may be: checks it, and tells editors of it. */
interface Type {
    JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Tells what is wrong with a value. */
    void check(Node node, Problems problems);

    /** The same as a JSON schema, as far as a schema can say it. */
    ObjectNode schema();

    /** One key of a mapping. */
    record Key(String name, Type type, boolean required, String description) {}

    /** A required key. */
    static Key needed(String name, Type type, String description) {
        return new Key(name, type, true, description);
    }

    /** A key that may be left out. */
    static Key optional(String name, Type type, String description) {
        return new Key(name, type, false, description);
    }

    static Type mapping(Key... keys) {
        return new MappingType(List.of(keys));
    }

    static Type listOf(Type item) {
        return new ListType(item);
    }

    /** A mapping with whatever keys. */
    static Type mapOf(Type value) {
        return new MapType(value);
    }

    static Type text() {
        return ScalarType.TEXT;
    }
}
