/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.drey.harness.scenario.ReportTable;
import dev.drey.harness.scenario.Verdict;
import dev.drey.harness.scenario.file.ScenarioFile;
import dev.drey.harness.simulated.SimulatedWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays every scenario of the catalogue on the simulator, from its own seed or 1 on: those of {@code fast} and
 * {@code regression} with ten seeds,
 * those of {@code slow} and {@code rare} with as many as the system property {@code drey.scenarios.more} says.
 */
@Tag("sim")
class CatalogueTest {
    private static final int SEEDS = 10;
    private static final int MORE = Integer.getInteger("drey.scenarios.more", 1);

    private final SimulatedWorld world = new SimulatedWorld(Catalogue.ROOT.resolve("target/sim"));

    static List<Path> fast() {
        return Catalogue.in("fast");
    }

    static List<Path> regression() {
        return Catalogue.in("regression");
    }

    static List<Path> slow() {
        return Catalogue.in("slow");
    }

    static List<Path> rare() {
        return Catalogue.in("rare");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"fast", "regression"})
    void endsAsItMust(Path file) throws IOException {
        play(file, SEEDS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"slow", "rare"})
    void endsAsItMustWithFewSeeds(Path file) throws IOException {
        play(file, MORE);
    }

    /* What must come sometimes must come in one of ten seeds. */
    private void play(Path file, int seeds) throws IOException {
        var scenario = ScenarioFile.read(file);
        var why = world.cannotPlay(scenario);
        assumeThat(why).as("%s is not for the simulator", file).isEmpty();
        var missing = scenario.expectations().sometimes().stream()
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));

        long first = scenario.seed().orElse(1);
        for (long seed = first; seed < first + seeds; seed++) {
            var report = world.play(scenario, seed);

            assertThat(report.isGood()).as(ReportTable.of(report)).isTrue();
            report.verdicts().stream()
                    .filter(verdict -> verdict.outcome() == Verdict.Outcome.REACHED)
                    .forEach(verdict -> missing.remove(verdict.name()));
        }
        assertThat(seeds < SEEDS ? List.of() : missing)
                .as("reached in none of the seeds")
                .isEmpty();
    }
}
