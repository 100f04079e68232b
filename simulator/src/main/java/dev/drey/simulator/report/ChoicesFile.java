/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.simulator.world.Choice;
import dev.drey.simulator.world.Choices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The choices of a run as a file: the seed in the first line, then one choice per line, all in JSON. */
public final class ChoicesFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ChoicesFile() {}

    public static void write(Path file, long seed, List<Choice> choices) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(JSON.createObjectNode().put("seed", seed).toString());
        for (Choice choice : choices) {
            lines.add(JSON.createObjectNode()
                    .put("stream", choice.stream())
                    .put("label", choice.label())
                    .put("bound", choice.bound())
                    .put("value", choice.value())
                    .toString());
        }
        Files.write(file, lines);
    }

    /** Choices that repeat those of the file. */
    public static Choices read(Path file) throws IOException {
        return Choices.replaying(seed(file), choices(file));
    }

    /** The seed of the run whose choices they are. */
    public static long seed(Path file) throws IOException {
        return JSON.readTree(Files.readAllLines(file).get(0)).required("seed").asLong();
    }

    static List<Choice> choices(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        var choices = new ArrayList<Choice>();
        for (String line : lines.subList(1, lines.size())) {
            JsonNode choice = JSON.readTree(line);
            choices.add(new Choice(
                    choice.required("stream").asText(),
                    choice.required("label").asText(),
                    choice.required("bound").asInt(),
                    choice.required("value").asInt()));
        }
        return choices;
    }
}
