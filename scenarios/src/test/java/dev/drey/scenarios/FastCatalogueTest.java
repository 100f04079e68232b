/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.harness.scenario.ReportTable;
import dev.drey.harness.scenario.Scenario;
import dev.drey.harness.scenario.Verdict;
import dev.drey.harness.scenario.file.ScenarioFile;
import dev.drey.harness.simulated.SimulatedWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every scenario of the folder {@code fast} on the simulator, over several seeds. */
@Tag("sim")
class FastCatalogueTest {
    private static final int SEEDS = 10;
    private static final Path ROOT = Path.of(System.getProperty("drey.basedir"));

    private final SimulatedWorld world = new SimulatedWorld(ROOT.resolve("scenarios/target/sim"));

    static List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("scenarios/fast"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void endsAsItMust(Path file) throws IOException {
        Scenario scenario = ScenarioFile.read(file);
        var missing = new TreeSet<>(scenario.expectations().sometimes().stream()
                .map(Object::toString)
                .collect(Collectors.toSet()));

        for (long seed = 1; seed <= SEEDS; seed++) {
            var report = world.play(scenario, seed);

            assertThat(report.isGood()).as(ReportTable.of(report)).isTrue();
            report.verdicts().stream()
                    .filter(verdict -> verdict.outcome() == Verdict.Outcome.REACHED)
                    .forEach(verdict -> missing.remove(verdict.name()));
        }
        assertThat(missing).as("reached in none of the seeds").isEmpty();
    }
}
