/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** The appmaster as an app of Marathon: the one of {@code compose/}, with the options of a cluster added. */
final class MarathonApp {
    private static final String COMMAND = "cmd";

    private MarathonApp() {}

    /**
     * The app to be sent to Marathon.
     *
     * @param file the app that people use
     * @param options they come last on its command line, so they win
     * @param role whose resources it may use
     */
    static ObjectNode of(Path file, Map<String, String> options, String role) throws IOException {
        var app = (ObjectNode) new ObjectMapper().readTree(file.toFile());
        String added = options.entrySet().stream()
                .map(option -> quoted("-D" + option.getKey() + "=" + option.getValue()))
                .collect(Collectors.joining(" "));
        app.put(COMMAND, app.path(COMMAND).asText() + " " + added);
        app.putArray("acceptedResourceRoles").add(role);
        return app;
    }

    /* For a shell: single quotes keep all but single quotes. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
