/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One recorded scenario. */
record Recording(String id, String title, String profile, List<JsonNode> steps) {
    private static final Path HOME = Path.of("src/test/resources/recordings");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Recording load(String id) {
        try {
            var json = MAPPER.readTree(HOME.resolve(id + ".json").toFile());
            var steps = new ArrayList<JsonNode>();
            json.path("steps").forEach(steps::add);
            return new Recording(
                    id, json.path("title").asText(), json.path("profile").asText(), steps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids of all recordings there are. */
    static Set<String> all() throws IOException {
        var ids = new LinkedHashSet<String>();
        try (var files = Files.list(HOME)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .forEach(name -> ids.add(name.replace(".json", "")));
        }
        return ids;
    }

    /** Whether the scenario itself acknowledged this update at another time, or never. */
    boolean leavesUnacknowledged(String uuid) {
        return steps.stream()
                .filter(step -> step.path("call").asText().equals("ACKNOWLEDGE"))
                .anyMatch(step -> step.at("/body/uuid").asText().equals(uuid));
    }
}
