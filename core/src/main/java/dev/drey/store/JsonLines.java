/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * JSON objects of one line each that carry the number of their format in the field {@code v}.
 *
 * <p>The n-th migration turns format n into format n+1; the newest format is one more than there are migrations. An
 * older line is migrated when it is read, a newer one is refused.
 */
final class JsonLines {
    private static final String VERSION = "v";

    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final List<UnaryOperator<ObjectNode>> migrations;

    JsonLines(List<UnaryOperator<ObjectNode>> migrations) {
        this.migrations = List.copyOf(migrations);
    }

    private int newest() {
        return migrations.size() + 1;
    }

    /** An empty object of the newest format. */
    ObjectNode begin() {
        return JsonNodeFactory.instance.objectNode().put(VERSION, newest());
    }

    String write(ObjectNode object) {
        try {
            return mapper.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }

    ObjectNode read(String line) throws StoreException {
        JsonNode node;
        try {
            node = mapper.readTree(line);
        } catch (JsonProcessingException e) {
            throw new StoreException("stored text is not JSON: " + excerpt(line), e);
        }
        if (!(node instanceof ObjectNode object)) {
            throw new StoreException("stored text is not a JSON object: " + excerpt(line));
        }
        return migrate(object, line);
    }

    private ObjectNode migrate(ObjectNode object, String line) throws StoreException {
        var version = object.path(VERSION);
        if (!version.isInt() || version.intValue() < 1) {
            throw new StoreException("stored text has no format version '" + VERSION + "': " + excerpt(line));
        }
        if (version.intValue() > newest()) {
            throw new StoreException(
                    "stored state has format " + version.intValue() + ", this version of Drey reads up to " + newest()
                            + ": start the newer version that wrote it, or remove the state");
        }
        var migrated = object;
        for (var migration : migrations.subList(version.intValue() - 1, migrations.size())) {
            migrated = migration.apply(migrated);
        }
        return migrated;
    }

    /** Enough of a line to recognize it. */
    static String excerpt(String line) {
        return line.length() <= 200 ? line : line.substring(0, 200) + "... (" + line.length() + " characters)";
    }
}
