/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drey.harness.container.ContainerWorld;
import dev.drey.harness.container.image.ImageSettings;
import dev.drey.harness.scenario.Report;
import dev.drey.harness.scenario.ReportTable;
import dev.drey.harness.scenario.Scenario;
import dev.drey.harness.scenario.Verdict;
import dev.drey.harness.scenario.file.ScenarioFile;
import dev.drey.harness.simulated.SimulatedWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays scenarios in containers, each after the same file was played on the simulator: both reports must show the same
 * promises and expectations held. {@code -Dcluster.scenarios=a,b} plays others of the folder {@code fast}.
 */
@Tag("cluster")
class ContainerCatalogueIT {
    private static final String SELECTION = "cold-start,appmaster-killed-while-workers-run,zookeeper-loses-its-leader,"
            + "master-fails-over-while-workers-run,worker-fails,agent-restarted-with-its-checkpoints";
    private static final Path ROOT = Path.of(System.getProperty("drey.basedir"));
    private static final ContainerWorld CONTAINERS = new ContainerWorld(
            ImageSettings.of(System.getProperties()),
            ROOT,
            ROOT.resolve("scenarios/target/cluster"),
            System.out::println);

    static List<Path> scenarios() {
        return Arrays.stream(System.getProperty("cluster.scenarios", SELECTION).split(","))
                .map(name -> ROOT.resolve("scenarios/fast/" + name.strip() + ".yaml"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void endsAsOnTheSimulator(Path file) throws IOException, InterruptedException {
        Scenario scenario = ScenarioFile.read(file);
        CONTAINERS.cannotPlay(scenario).ifPresent(reason -> {
            System.out.println(file.getFileName() + " is not played in containers: " + reason);
            assumeTrue(false, reason);
        });

        var simulated = new SimulatedWorld(ROOT.resolve("scenarios/target/sim")).play(scenario, 1);
        var played = CONTAINERS.play(scenario, 1);

        System.out.println(ReportTable.of(played));
        assertThat(played.isGood()).as(ReportTable.of(played)).isTrue();
        assertThat(held(played)).isEqualTo(held(simulated));
    }

    private static List<String> held(Report report) {
        return report.verdicts().stream()
                .filter(verdict -> verdict.outcome() == Verdict.Outcome.HELD)
                .map(Verdict::name)
                .sorted()
                .toList();
    }
}
