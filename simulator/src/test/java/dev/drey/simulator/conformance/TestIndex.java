/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Which tests name which scenarios: in their display names, or else somewhere in their class, as parameters do. */
final class TestIndex {
    private static final Pattern NAMED_TEST =
            Pattern.compile("@DisplayName\\(\\s*\"([^\"]*)\".*?void (\\w+)\\(", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("\\bC\\d{3}\\b");

    private TestIndex() {}

    static SortedMap<String, List<String>> of(Path sources) throws IOException {
        var index = new TreeMap<String, List<String>>();
        try (var files = Files.walk(sources)) {
            files.filter(path -> path.toString().endsWith("Test.java")).sorted().forEach(file -> read(file, index));
        }
        return index;
    }

    private static void read(Path file, SortedMap<String, List<String>> index) {
        var name = file.getFileName().toString().replace(".java", "");
        try {
            var text = Files.readString(file);
            var found = new TreeMap<String, List<String>>();
            NAMED_TEST.matcher(text).results().forEach(test -> ids(test.group(1))
                    .forEach(id ->
                            found.computeIfAbsent(id, key -> new ArrayList<>()).add(name + "." + test.group(2))));
            ids(text).forEach(id -> found.computeIfAbsent(id, key -> List.of(name)));
            found.forEach((id, tests) ->
                    index.computeIfAbsent(id, key -> new ArrayList<>()).addAll(tests));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> ids(String text) {
        return ID.matcher(text).results().map(MatchResult::group).toList();
    }
}
