/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.harness.scenario.Scenario;
import dev.drey.harness.scenario.file.ScenarioFile;
import dev.drey.harness.scenario.file.ScenarioWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The catalogue is complete, says what it covers, and editors complete what is written in it. */
@Tag("unit")
class CatalogueIndexTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(((?:fast|slow|rare|regression)/[^)]+\\.yaml)\\)");
    private static final int LEAST = 40;

    @Test
    void everyScenarioIsInTheTable() throws IOException {
        var linked = new TreeSet<String>();
        var index = LINK.matcher(Files.readString(Catalogue.ROOT.resolve("README.md")));
        while (index.find()) {
            linked.add(index.group(1));
        }

        var files = Catalogue.all().stream()
                .map(file -> Catalogue.ROOT.relativize(file).toString())
                .toList();

        assertThat(linked).containsExactlyInAnyOrderElementsOf(files).hasSizeGreaterThanOrEqualTo(LEAST);
    }

    @Test
    void everyScenarioTellsAStoryThatCanFail() throws IOException {
        var problems = new ArrayList<String>();
        var names = new TreeSet<String>();
        for (Path file : Catalogue.all()) {
            Scenario scenario = ScenarioFile.read(file);
            if (!names.add(scenario.name())) {
                problems.add(file + ": another scenario has the same name");
            }
            if (!Files.readString(file).startsWith("# yaml-language-server: $schema=../schema.json\n")) {
                problems.add(file + ": editors do not find the schema");
            }
            if (scenario.story().length() < scenario.name().length()
                    || scenario.expectations().atLast().isEmpty()) {
                problems.add(file + ": it has no story, or nothing must hold in the end");
            }
        }

        assertThat(problems).isEmpty();
    }

    @Test
    void everyScenarioReadsTheSameWhenItIsWritten() throws IOException {
        for (Path file : Catalogue.all()) {
            var scenario = ScenarioFile.read(file);
            var again = ScenarioFile.parse("again", ScenarioWriter.write(scenario));

            assertThat(again.cluster()).as(file.toString()).isEqualTo(scenario.cluster());
            assertThat(again.expectations()).as(file.toString()).isEqualTo(scenario.expectations());
            assertThat(again.background()).as(file.toString()).isEqualTo(scenario.background());
        }
    }

    /** {@code ./drey simulate --schema > scenarios/schema.json} writes it anew. */
    @Test
    void theSchemaIsThatOfTheLanguage() throws IOException {
        var published = new ObjectMapper()
                .readTree(Catalogue.ROOT.resolve("schema.json").toFile());

        assertThat(published)
                .isEqualTo(new ObjectMapper().readTree(ScenarioFile.schema().toString()));
    }

    @Test
    void everyFolderHasScenarios() {
        assertThat(List.of("fast", "slow", "rare"))
                .allSatisfy(folder -> assertThat(Catalogue.in(folder)).isNotEmpty());
    }
}
