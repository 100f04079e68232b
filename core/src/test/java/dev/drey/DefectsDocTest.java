/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/defects.md equal to what tests say: a test belongs to defect D7 if the name of its method begins with
 * {@code d7_} or with {@code d7} and a capital. Run with {@code -Ddefects.write=true} to write it anew.
 */
@Tag("unit")
class DefectsDocTest {
    private static final Path LIST = Path.of("src/test/defects/defects.txt");
    private static final Path DOC = Path.of("../docs/defects.md");
    private static final List<Path> TESTS = List.of(Path.of("src/test/java"), Path.of("../harness/src/test/java"));
    private static final Pattern NAMED_TEST = Pattern.compile("\\bvoid (d(\\d{1,2})(?:_|[A-Z])\\w*)\\(");
    private static final String HEAD = """
            # What the original got wrong

            Flink had support for Mesos until 1.13. These are its known defects, what Drey does instead, and the tests
            that fail when it no longer does. Made from `core/src/test/defects/defects.txt` and the names of tests by
            `DefectsDocTest`, which fails if a defect has no test; `mvn -pl core test -Dtest=DefectsDocTest
            -Ddefects.write=true` writes it anew.

            | | the original | Drey | tests |
            |---|---|---|---|
            """;

    private final Map<String, List<String>> tests = tests();

    DefectsDocTest() throws IOException {}

    @Test
    void documentSaysWhatTestsSay() throws IOException {
        var document = HEAD + Files.readAllLines(LIST).stream().map(this::row).collect(Collectors.joining());
        if (Boolean.getBoolean("defects.write")) {
            Files.writeString(DOC, document);
        }

        assertThat(DOC).content().isEqualTo(document);
    }

    @Test
    void everyDefectHasATest() throws IOException {
        var known = Files.readAllLines(LIST).stream().map(DefectsDocTest::id).toList();
        var untested = new TreeSet<>(known);
        untested.removeAll(tests.keySet());

        assertThat(known).doesNotHaveDuplicates().containsAll(tests.keySet());
        assertThat(untested).isEmpty();
    }

    private String row(String line) {
        var fields = line.split(" \\| ", -1);
        assertThat(fields).as(line).hasSize(3);
        var names = tests.getOrDefault(fields[0], List.of()).stream()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
        return "| %s | %s | %s | %s |\n".formatted(fields[0], fields[1], fields[2], names);
    }

    private static String id(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    private static Map<String, List<String>> tests() throws IOException {
        var index = new TreeMap<String, List<String>>();
        for (var root : TESTS) {
            try (var files = Files.walk(root)) {
                files.filter(path -> path.toString().matches(".*(Test|IT)\\.java"))
                        .sorted()
                        .forEach(file -> read(file, index));
            }
        }
        return index;
    }

    private static void read(Path file, Map<String, List<String>> index) {
        var name = file.getFileName().toString().replace(".java", "");
        try {
            NAMED_TEST.matcher(Files.readString(file)).results().forEach(test -> index.computeIfAbsent(
                            "D" + test.group(2), key -> new ArrayList<>())
                    .add(name + "." + test.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
