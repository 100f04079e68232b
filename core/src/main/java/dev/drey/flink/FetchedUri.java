/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Something the user wants to be fetched into the sandbox of every worker.
 *
 * @param uri where it is
 * @param extract whether it is unpacked if it is an archive
 * @param cache whether the agent may keep it for other tasks
 * @param output its name in the sandbox; empty for that of the URI
 */
public record FetchedUri(String uri, boolean executable, boolean extract, boolean cache, Optional<String> output) {
    private static final String EXPECTED = "expected executable, extract=false, cache or output=<file name>";

    /** Without words after it a URI is treated as Mesos does by default. */
    static FetchedUri plain(String uri) {
        return new FetchedUri(uri, false, true, false, Optional.empty());
    }

    /* No URI has blanks, so that words after one are easily told from it. */
    static List<FetchedUri> readAll(OptionReader reader) {
        var uris = new ArrayList<FetchedUri>();
        for (var item : reader.items(WorkerOptions.TASKS_URIS)) {
            var words = List.of(item.split("\\s+"));
            var uri = plain(words.get(0));
            for (var word : words.subList(1, words.size())) {
                uri = uri.with(word, reader);
            }
            uris.add(uri);
        }
        return List.copyOf(uris);
    }

    private FetchedUri with(String word, OptionReader reader) {
        var parts = word.split("=", 2);
        var value = parts.length == 1 ? "true" : parts[1];
        if (parts[0].equals("output") && isSafe(value) && parts.length == 2) {
            return new FetchedUri(uri, executable, extract, cache, Optional.of(value));
        }
        boolean on = value.equals("true");
        if (on || value.equals("false")) {
            switch (parts[0]) {
                case "executable":
                    return new FetchedUri(uri, on, extract, cache, output);
                case "extract":
                    return new FetchedUri(uri, executable, on, cache, output);
                case "cache":
                    return new FetchedUri(uri, executable, extract, on, output);
                default:
                    break;
            }
        }
        reader.report(ConfigProblem.at(WorkerOptions.TASKS_URIS.key(), uri + " " + word)
                .because("'" + word + "' says nothing about how to fetch it")
                .tryInstead(EXPECTED));
        return this;
    }

    /* The fetcher of Mesos refuses names that leave the sandbox, when it is too late. */
    private static boolean isSafe(String name) {
        return !name.isEmpty()
                && !name.startsWith("/")
                && !Arrays.asList(name.split("/")).contains("..");
    }
}
