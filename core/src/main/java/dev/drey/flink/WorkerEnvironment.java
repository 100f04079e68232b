/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * The variables of a worker's environment. Those whose names sound like secrets are kept apart: Mesos shows the others
 * in its state, and Docker on a command line.
 */
final class WorkerEnvironment {
    private static final String IDENTIFIER = "[A-Za-z_][A-Za-z0-9_]*";

    private final SortedMap<String, String> open = new TreeMap<>();
    private final SortedMap<String, String> secret = new TreeMap<>();

    WorkerEnvironment(Map<String, String> variables) {
        variables.forEach((name, value) -> (isSecret(name) ? secret : open).put(name, value));
    }

    /** What anybody may see. */
    SortedMap<String, String> open() {
        return open;
    }

    boolean hasSecrets() {
        return !secret.isEmpty();
    }

    /** A shell script that sets the secret ones. */
    byte[] script() {
        var script = new StringBuilder();
        secret.forEach((name, value) -> script.append("export ")
                .append(name)
                .append('=')
                .append(ShellWord.quoted(value))
                .append('\n'));
        return script.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isSecret(String name) {
        var asKey = name.replace('_', '-');
        return name.matches(IDENTIFIER)
                && (GlobalConfiguration.isSensitive(name)
                        || GlobalConfiguration.isSensitive(asKey)
                        || asKey.toLowerCase(Locale.ROOT).matches(".*(access-key|credential|private-key).*"));
    }
}
