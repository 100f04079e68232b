/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.harness.scenario.file.ScenarioFile;
import dev.drey.harness.simulated.Stage;
import dev.drey.simulator.oracle.Violation;
import dev.drey.simulator.world.Choices;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue notices when the scheduler is broken: each sabotage fails a scenario made for it, by name. */
@Tag("sim")
class SabotageTest {
    private static final int SEEDS = 10;
    private static final String TABLE = """
            ACKNOWLEDGES_BEFORE_DURABLE | worker-fails | acknowledge-recorded-first
            LAUNCHES_BEFORE_PERSIST | cold-start | no-launch-without-intent
            NEVER_RECONCILES | appmaster-killed-while-workers-run | reconciles-after-subscribing
            FORGETS_THE_EPOCH | split-of-two-leaders | kills-only-the-unwanted
            NEVER_KILLS | agent-returns-after-its-workers-were-replaced | no-orphaned-tasks
            NEVER_KILLS | demand-up-and-down | no-orphaned-tasks
            IGNORES_RESCINDS | offers-rescinded-under-accept | no-use-after-rescind
            REPLACES_UNREACHABLE_AT_ONCE | agent-partitioned-and-back-before-its-workers-are-replaced | always
            ACCEPTS_TWICE | cold-start | offer-used-once
            HOARDS_OFFERS | demand-up-and-down | good-neighbour
            NEVER_ACKNOWLEDGES | cold-start | acknowledges-every-update
            FORGETS_ITS_FRAMEWORK_ID | appmaster-killed-while-workers-run | no-orphaned-tasks
            NEVER_REVIVES | demand-up-and-down | suppressed-only-when-content
            NEVER_FORGETS | worker-fails | acknowledge-recorded-first
            IGNORES_MAINTENANCE | maintenance-window | step
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = TABLE)
    void isFoundByTheScenarioMadeForIt(Sabotage sabotage, String scenario, String oracle) throws IOException {
        var stage = Stage.of(ScenarioFile.read(Catalogue.ROOT.resolve("fast/" + scenario + ".yaml")));

        assertThat(complaints(sabotage.on(stage))).contains(oracle);
        assertThat(complaints(stage)).isEmpty();
    }

    @Test
    void everySabotageIsInTheTable() {
        var named = EnumSet.noneOf(Sabotage.class);
        TABLE.lines().forEach(line -> named.add(Sabotage.valueOf(line.split("\\|")[0].strip())));

        assertThat(named).isEqualTo(EnumSet.allOf(Sabotage.class));
    }

    private static Set<String> complaints(Stage stage) {
        var oracles = new TreeSet<String>();
        for (long seed = 1; seed <= SEEDS && oracles.isEmpty(); seed++) {
            Optional<Violation> violation =
                    stage.play(Choices.ofSeed(seed)).result().violation();
            violation.map(Violation::oracle).ifPresent(oracles::add);
        }
        return oracles;
    }
}
