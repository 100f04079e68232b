/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.harness.scenario.Background;
import dev.drey.harness.scenario.Cluster;
import dev.drey.harness.scenario.Condition;
import dev.drey.harness.scenario.Scenario;
import dev.drey.harness.scenario.Step;
import dev.drey.simulator.fault.CrashPoint;
import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.fault.FaultKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class ScenarioFileTest {
    private static final String GOOD = """
            name: a story
            story: Something happens.
            seed: 7
            run: { for: 1h, settle: 1m30s }
            cluster:
              masters: { count: 3, flags: { agent_ping_timeout: 15secs } }
              agents:
                - { count: 3, cpus: 4, mem: 8g, gpus: 1, attributes: { rack: [a, b] }, domain: eu/one }
                - { resources: "cpus:1;mem:64", attributes: { rack: c } }
              neighbours: [ { name: web, role: www, tasks: 2, task: "cpus:1;mem:64" } ]
              quotas: [ { role: www, guarantee: "cpus:2" } ]
            appmaster:
              worker: { cpus: 1.5, mem: 1g, ports: 3 }
              options:
                mesos.resourcemanager.launch-timeout: 20 s
            demand: [ { at: 0s, workers: 3 } ]
            steps:
              - { at: 1500ms, fault: scheduler.crash, point: after-persist, for: 2m }
              - { when: "tasks(STAGING) >= 2", after: 1s, fault: agent.flap, agents: half }
              - { after: 5s, expect: "workers(RUNNING) == 3" }
            background:
              faults: [ { fault: link.drop, rate: 0.5% } ]
              chaos: { faults: [task.fail, agent.flap], every: 30s }
            expect:
              always: [ offer-used-once, "launches <= 9" ]
              finally: [ reconciled ]
              sometimes: [ task-came-back, "tasks(LOST) >= 1" ]
            targets: [simulator, containers]
            """;

    private final Scenario story = ScenarioFile.parse("story.yaml", GOOD);

    @Test
    void readsTheCluster() {
        assertThat(story.cluster().masters()).isEqualTo(new Cluster.Masters(3, Map.of("agent_ping_timeout", "15secs")));
        assertThat(story.cluster().agents())
                .extracting(Cluster.Agent::attributes)
                .containsExactly("rack:a", "rack:b", "rack:a", "rack:c");
        assertThat(story.cluster().agents().get(0))
                .isEqualTo(new Cluster.Agent(0, "cpus:4;mem:8192;gpus:1;ports:[31000-32000]", "rack:a", "eu/one"));
        assertThat(story.cluster().neighbours())
                .containsExactly(new Cluster.Neighbour("web", "www", 2, "cpus:1;mem:64"));
        assertThat(story.cluster().quotas()).containsExactly(new Cluster.Quota("www", "cpus:2", ""));
    }

    @Test
    void turnsTheSizeOfAWorkerIntoOptions() {
        assertThat(story.appmaster().options())
                .containsEntry("taskmanager.cpu.cores", "1.5")
                .containsEntry("taskmanager.memory.process.size", "1024m")
                .containsEntry("mesos.resourcemanager.tasks.port-assignments", "scenario.port-2")
                .containsEntry("mesos.resourcemanager.launch-timeout", "20 s");
    }

    @Test
    void readsWhatIsDoneAndWhatGoesWrong() {
        var crash =
                Fault.of(FaultKind.SCHEDULER_CRASH).at(CrashPoint.AFTER_PERSIST).lasting(Duration.ofMinutes(2));
        assertThat(story.steps())
                .containsExactly(
                        new Step(new Step.At(Duration.ZERO), new Step.Want(3)),
                        new Step(new Step.At(Duration.ofMillis(1500)), new Step.Break(List.of(crash))),
                        new Step(
                                new Step.When(
                                        Optional.of(Condition.parse("tasks(STAGING) >= 2")), Duration.ofSeconds(1)),
                                new Step.Break(List.of(
                                        Fault.of(FaultKind.AGENT_FLAP),
                                        Fault.of(FaultKind.AGENT_FLAP).on(1)))),
                        new Step(
                                new Step.When(Optional.empty(), Duration.ofSeconds(5)),
                                new Step.Expect(Condition.parse("workers(RUNNING) == 3"))));
        assertThat(story.background())
                .isEqualTo(new Background(
                        List.of(Fault.of(FaultKind.LINK_DROP).at(0.005).lasting(Duration.ofHours(1))),
                        Optional.of(new Background.Chaos(
                                List.of(FaultKind.TASK_FAIL, FaultKind.AGENT_FLAP), Duration.ofSeconds(30)))));
    }

    @Test
    void readsWhatItWrites() {
        var again = ScenarioFile.parse("again", ScenarioWriter.write(story));

        assertThat(again.cluster()).isEqualTo(story.cluster());
        assertThat(again.appmaster()).isEqualTo(story.appmaster());
        assertThat(again.background()).isEqualTo(story.background());
        assertThat(again.expectations()).isEqualTo(story.expectations());
        assertThat(again.settle()).isEqualTo(Duration.ofSeconds(90));
        assertThat(again.targets()).isEqualTo(story.targets());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ports: 3 | prots: 3 | 13:33: no key 'prots' here; did you mean 'ports'?
            1500ms | 1500 | 18:11: expected a duration such as 500ms, 30s, 5m, 1h or 1m30s instead of '1500'
            rate: 0.5% | rate: 0.5 | 22:39: expected a rate such as 5% or 0.5%, 100% at most instead of '0.5'
            fault: agent.flap | fault: agent.flip | 19:54: no fault 'agent.flip'; did you mean 'agent.flap'?
            agents: half | agents: [4] | 19:75: no agent 4: they are counted from 0 to 3
            agents: half | rate: 5% | 19:54: agent.flap needs the key 'agent'
            tasks(STAGING) | tasks(STAGNG) | 19:19: no task state 'STAGNG'; did you mean 'STAGING'?
            offer-used-once | offer-used-twice | 25:13: no 'offer-used-twice'; did you mean 'offer-used-once'?
            ports: 3 | ports: 1 | 13:40: a worker has two ports at least: one for data and one for RPC
            after: 5s, expect | at: 5s, after: 5s, expect | 20:11: a step has either 'at', or 'when' and 'after'
            targets: [simulator | targets: [simulater | 28:11: no target 'simulater'; did you mean 'simulator'?
            seed: 7 | seed: [7 | 4:4: expected ',' or ']', but got :
            """)
    void saysWhereAndWhat(String good, String bad, String message) {
        assertThatThrownBy(() -> ScenarioFile.parse("story.yaml", GOOD.replace(good, bad)))
                .isInstanceOf(ScenarioException.class)
                .satisfies(e ->
                        assertThat(e.getMessage().lines()).anyMatch(line -> line.startsWith("story.yaml:" + message)));
    }

    @Test
    void tellsAllProblemsAtOnce() {
        var bad = GOOD.replace("name: a", "nmae: a").replace("8g", "8");

        assertThatThrownBy(() -> ScenarioFile.parse("story.yaml", bad))
                .satisfies(e -> assertThat(e.getMessage().lines())
                        .containsExactly(
                                "story.yaml:1:1: no key 'nmae' here; did you mean 'name'?",
                                "story.yaml:8:33: expected an amount such as 512m or 16g instead of '8'",
                                "story.yaml:1:1: the key 'name' is missing: one sentence"));
    }
}
