/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.harness.scenario.file.ScenarioFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A crash in every gap between two effects of a cold start is survived, and so is a second one while recovering. */
@Tag("sim")
class CrashPointsTest {
    private static final Path COLD_START =
            Path.of(System.getProperty("drey.basedir"), "scenarios/fast/cold-start.yaml");

    @Test
    void aColdStartSurvivesACrashInEveryGap() throws IOException, InterruptedException {
        var points = new CrashPoints(ScenarioFile.read(COLD_START), 1);
        int gaps = points.count();
        var crashed = new ArrayList<CrashPoints.Crashed>();

        points.crashEverywhere(gaps, 2, crashed::add);

        assertThat(gaps).isGreaterThan(40);
        assertThat(crashed).hasSize(gaps).allSatisfy(each -> assertThat(each.survived())
                .as("gap %s and %s", each.gap(), each.second())
                .isEqualTo(each.runs()));
        assertThat(crashed).filteredOn(each -> each.runs() == 2).hasSizeGreaterThan(gaps - 2);
        var seconds = new TreeSet<Integer>();
        crashed.forEach(each -> seconds.add(each.second()));
        assertThat(seconds)
                .as("second crashes are in many gaps of the recovery")
                .hasSizeGreaterThan(10);
    }
}
