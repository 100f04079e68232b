/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.harness.scenario.Scenario;
import dev.drey.harness.scenario.ScenarioFile;
import dev.drey.harness.simulated.Outcome;
import dev.drey.harness.simulated.SimulatedWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every scenario of the folder {@code fast} on the simulator, over several seeds, each twice. */
@Tag("sim")
class FastCatalogueTest {
    private static final int SEEDS = 10;

    static List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("drey.basedir"), "scenarios/fast"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void endsAsItMust(Path file) throws IOException {
        Scenario scenario = ScenarioFile.read(file);

        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome outcome = SimulatedWorld.play(scenario, seed);

            assertThat(outcome.launched())
                    .as("seed %s: no task is launched twice", seed)
                    .doesNotHaveDuplicates();
            assertThat(outcome.launched())
                    .as("seed %s: launches", seed)
                    .hasSize(scenario.expectation().launches());
            assertThat(outcome.running())
                    .as("seed %s: running workers", seed)
                    .hasSize(scenario.expectation().workersRunning());
            assertThat(outcome.remembered()).as("seed %s: the store", seed).isEqualTo(outcome.running());
            assertThat(SimulatedWorld.play(scenario, seed))
                    .as("seed %s, again", seed)
                    .isEqualTo(outcome);
        }
    }
}
