/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ScenarioFileTest {
    private static final String GOOD = """
            name: a story
            cluster: { agents: 2, resources: "cpus:4;mem:8192" }
            worker: { cpus: 1.5, mem: 512, ports: 2 }
            steps:
              - { at: 0s, want-workers: 3 }
              - { at: 1500ms, kill: appmaster, down: 2m }
            end: 1h
            finally: { workers-running: 3, launches: 3 }
            """;

    @Test
    void readsAStory() {
        var scenario = ScenarioFile.parse("story.yaml", GOOD);

        assertThat(scenario)
                .isEqualTo(new Scenario(
                        "a story",
                        new Scenario.Cluster(2, "cpus:4;mem:8192", ""),
                        new Scenario.Worker(1.5, 512, 2),
                        List.of(
                                new Scenario.WantWorkers(Duration.ZERO, 3),
                                new Scenario.KillAppmaster(Duration.ofMillis(1500), Duration.ofMinutes(2))),
                        Duration.ofHours(1),
                        new Scenario.Expectation(3, 3)));
    }

    @Test
    void namesTheKeyNobodyKnows() {
        var yaml = GOOD.replace("ports: 2", "prots: 2");

        assertThatThrownBy(() -> ScenarioFile.parse("story.yaml", yaml))
                .isInstanceOf(ScenarioException.class)
                .hasMessage("story.yaml.worker: no key 'prots' here; the keys are cpus, mem, ports");
    }

    @Test
    void asksForAUnit() {
        var yaml = GOOD.replace("1500ms", "1500");

        assertThatThrownBy(() -> ScenarioFile.parse("story.yaml", yaml))
                .hasMessage(
                        "story.yaml.steps[1].at: expected a duration such as 500ms, 30s, 5m or 1h instead of '1500'");
    }

    @Test
    void namesTheLineThatIsNotYaml() {
        var yaml = GOOD.replace("end: 1h", "end: [1h");

        assertThatThrownBy(() -> ScenarioFile.parse("story.yaml", yaml)).hasMessageStartingWith("story.yaml:8:");
    }
}
