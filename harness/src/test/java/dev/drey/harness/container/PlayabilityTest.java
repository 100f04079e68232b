/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.harness.scenario.file.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class PlayabilityTest {
    private static final Path COLD_START =
            Path.of(System.getProperty("drey.basedir"), "scenarios/fast/cold-start.yaml");

    @TempDir
    private Path folder;

    @Test
    void aScenarioWithThatTargetIsPlayed() throws Exception {
        assertThat(problem("", "")).isEmpty();
    }

    @Test
    void oneThatDoesNotNameContainersIsNot() throws Exception {
        assertThat(problem("[simulator, containers]", "[simulator]"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("targets"));
    }

    @Test
    void workersTooSmallForATaskManagerAreNot() throws Exception {
        assertThat(problem("mem: 1g", "mem: 256m"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("256m", "512m"));
    }

    @Test
    void aFaultThatBendsMessagesIsNot() throws Exception {
        assertThat(problem("expect:", "steps:\n  - { at: 2s, fault: link.delay, for: 5s }\nexpect:"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("link.delay"));
    }

    @Test
    void aCrashAtAPointIsNot() throws Exception {
        assertThat(problem(
                        "expect:",
                        "steps:\n  - { at: 2s, fault: scheduler.crash, point: before-persist, for: 5s }\nexpect:"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("before-persist"));
    }

    private Optional<String> problem(String text, String instead) throws IOException {
        Path file = folder.resolve("scenario.yaml");
        Files.writeString(file, Files.readString(COLD_START).replace(text, instead));
        return Playability.problem(ScenarioFile.read(file));
    }
}
