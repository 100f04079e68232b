/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keeps docs/conformance.md equal to what tests say. Run with {@code -Dconformance.write=true} to write it anew. */
@Tag("unit")
class ConformanceDocTest {
    private static final Path LISTS = Path.of("src/test/conformance");
    private static final Path DOC = Path.of("../docs/conformance.md");
    private static final String HEAD = """
            # Conformance

            What a real Mesos master and its agents do, and which test shows that the simulator does the same. Made from
            the list in `simulator/src/test/conformance` and the display names of the tests by `ConformanceDocTest`;
            `mvn -pl simulator test -Dtest=ConformanceDocTest -Dconformance.write=true` writes it anew.

            P1: a scheduler cannot do without it. P2: it should be there. P3: rarely seen.
            """;

    private final List<Scenario> scenarios = scenarios();
    private final SortedMap<String, List<String>> tests = TestIndex.of(Path.of("src/test/java"));
    private final SortedMap<String, String> deviations = deviations();

    ConformanceDocTest() throws IOException {}

    @Test
    void documentSaysWhatTestsSay() throws IOException {
        var document = document();
        if (Boolean.getBoolean("conformance.write")) {
            Files.writeString(DOC, document);
        }

        assertThat(DOC).content().isEqualTo(document);
    }

    @Test
    void testsAndDeviationsNameOnlyKnownScenarios() {
        var known = scenarios.stream().map(Scenario::id).toList();

        assertThat(known).contains(tests.keySet().toArray(String[]::new)).doesNotHaveDuplicates();
        assertThat(known).contains(deviations.keySet().toArray(String[]::new));
    }

    private String document() {
        var byArea = scenarios.stream()
                .collect(Collectors.groupingBy(Scenario::area, LinkedHashMap::new, Collectors.toList()));
        var text = new StringBuilder(HEAD);
        text.append("\n| area | tested | deviating | open |\n|---|---|---|---|\n");
        byArea.forEach((area, scenarios) -> text.append("| %s | %d | %d | %d |\n"
                .formatted(area, count(scenarios, "tested"), count(scenarios, "deviates"), count(scenarios, "open"))));
        byArea.forEach((area, scenarios) -> {
            text.append("\n## ").append(area).append("\n\n| id | | what | status | test |\n|---|---|---|---|---|\n");
            scenarios.forEach(scenario -> text.append(row(scenario)));
        });
        text.append("\n## Deviations\n\n");
        deviations.forEach((id, reason) ->
                text.append("- ").append(id).append(": ").append(reason).append(".\n"));
        return text.toString();
    }

    private String row(Scenario scenario) {
        var tests = testsOf(scenario).stream().map(test -> "`" + test + "`").collect(Collectors.joining(", "));
        return "| " + scenario.id() + " | " + scenario.priority() + " | "
                + scenario.statement().replace("|", "\\|") + " | " + status(scenario) + " | " + tests + " |\n";
    }

    private long count(List<Scenario> scenarios, String status) {
        return scenarios.stream()
                .filter(scenario -> status(scenario).equals(status))
                .count();
    }

    private String status(Scenario scenario) {
        if (!testsOf(scenario).isEmpty()) {
            return "tested";
        }
        return deviations.containsKey(scenario.id()) ? "deviates" : "open";
    }

    private List<String> testsOf(Scenario scenario) {
        return tests.getOrDefault(scenario.id(), List.of());
    }

    private static List<Scenario> scenarios() throws IOException {
        return Files.readAllLines(LISTS.resolve("scenarios.txt")).stream()
                .map(Scenario::parse)
                .toList();
    }

    private static SortedMap<String, String> deviations() throws IOException {
        var deviations = new TreeMap<String, String>();
        for (String line : Files.readAllLines(LISTS.resolve("deviations.txt"))) {
            deviations.put(line.substring(0, 4), line.substring(5));
        }
        return deviations;
    }
}
