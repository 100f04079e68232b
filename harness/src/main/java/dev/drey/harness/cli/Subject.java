/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import dev.drey.harness.scenario.Scenario;
import dev.drey.harness.scenario.file.ScenarioFile;
import dev.drey.harness.simulated.Campaign;
import dev.drey.harness.simulated.ExpectedSituations;
import dev.drey.harness.simulated.MixedPlay;
import dev.drey.harness.simulated.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What a campaign plays.
 *
 * @param name for files and for people
 * @param text what it is, to the letter
 * @param argument what it is called on the command line; may be empty
 * @param expected the situations that enough seeds of it have to reach
 */
record Subject(
        String name,
        String text,
        String argument,
        Optional<Scenario> scenario,
        Set<String> expected,
        Campaign.Play play) {
    static final Subject MIXED =
            new Subject("mixed", "mixed", "", Optional.empty(), ExpectedSituations.ofMixedFaults(), new MixedPlay());

    static Subject of(Path file) throws IOException {
        var scenario = ScenarioFile.read(file);
        return new Subject(
                file.getFileName().toString().replaceFirst("\\.ya?ml$", ""),
                Files.readString(file),
                file.toString(),
                Optional.of(scenario),
                Set.of(),
                Stage.of(scenario)::play);
    }
}
