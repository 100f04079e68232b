/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import dev.drey.harness.scenario.ReportTable;
import dev.drey.harness.scenario.file.ScenarioFile;
import dev.drey.harness.simulated.Campaign.SeedResult;
import dev.drey.harness.simulated.FailureFolder;
import dev.drey.harness.simulated.MixedPlay;
import dev.drey.harness.simulated.Stage;
import dev.drey.simulator.report.ChoicesFile;
import dev.drey.simulator.world.Choices;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A run on the simulator that is played once more, from a seed or from recorded choices. */
record SimulatedRun(SeedResult result) {

    /**
     * Plays a scenario again, or the choices of a run.
     *
     * @param file a scenario, or a {@code choices.jsonl} with its {@code scenario.yaml} beside it
     * @param seed for a scenario; that of the scenario or 1 if there is none
     */
    static SimulatedRun again(Path file, Optional<Long> seed) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + " is no file");
        }
        if (!file.toString().endsWith(".jsonl")) {
            var scenario = ScenarioFile.read(file);
            long chosen = seed.orElse(scenario.seed().orElse(1));
            return played(chosen, Stage.of(scenario), Choices.ofSeed(chosen));
        }
        var beside = file.resolveSibling(FailureFolder.SCENARIO);
        if (!Files.isRegularFile(beside)) {
            throw new IllegalArgumentException(
                    "beside " + file + " there is no " + FailureFolder.SCENARIO + ", which says what was played");
        }
        return played(ChoicesFile.seed(file), Stage.of(ScenarioFile.read(beside)), ChoicesFile.read(file));
    }

    /** Plays a seed for which nobody has written a scenario. */
    static SimulatedRun mixed(long seed) {
        return new SimulatedRun(new SeedResult(seed, new MixedPlay().with(Choices.ofSeed(seed)), false));
    }

    private static SimulatedRun played(long seed, Stage stage, Choices choices) {
        return new SimulatedRun(new SeedResult(seed, stage.play(choices), false));
    }

    /** Tells what came of it; whether all promises were kept. */
    boolean print(PrintWriter out, boolean trace) {
        if (trace) {
            result.result().trace().lines().forEach(out::println);
        }
        out.print(ReportTable.of(result.performance().report(result.seed(), Optional.empty())));
        out.flush();
        return result.isGood();
    }
}
