/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.simulator.flags.FlagException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file of principals and their secrets, in either form that Mesos reads. */
final class Credentials {
    private Credentials() {}

    /** The secrets by principal. */
    static Map<String, String> read(Path file) throws FlagException {
        try {
            var text = Files.readString(file).strip();
            return text.startsWith("{") ? json(text) : lines(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new FlagException("The credentials in " + file
                    + " cannot be read: write 'principal secret' on each line, or"
                    + " {\"credentials\": [{\"principal\": \"p\", \"secret\": \"s\"}]}.");
        }
    }

    private static Map<String, String> json(String text) throws IOException {
        var secrets = new LinkedHashMap<String, String>();
        for (var credential : new ObjectMapper().readTree(text).path("credentials")) {
            secrets.put(
                    credential.path("principal").asText(),
                    credential.path("secret").asText());
        }
        return secrets;
    }

    private static Map<String, String> lines(String text) {
        var secrets = new LinkedHashMap<String, String>();
        for (var line : text.split("\n")) {
            var parts = line.strip().split("\\s+");
            if (parts.length != 2) {
                throw new IllegalArgumentException("not two words");
            }
            secrets.put(parts[0], parts[1]);
        }
        return secrets;
    }
}
