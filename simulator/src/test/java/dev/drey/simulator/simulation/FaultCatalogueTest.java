/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.fault.FaultKind;
import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.world.Choices;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault of the catalogue does what its name says, and a framework without bugs survives it. */
@Tag("sim")
class FaultCatalogueTest {
    private static final Plan.Cluster CLUSTER =
            new Plan.Cluster(2, "cpus:4;mem:8192;ports:[31000-32000]", "", 2, 1024, 0);

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void isSurvived(FaultKind kind) {
        var result = play(kind);

        assertThat(result.violation()).isEmpty();
        assertThat(result.faults()).containsEntry(kind.toString(), 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agent.restart         | agent-0 ~ to master: Reregister with",
                "agent.wipe            | agent-0 ~ to master: Register",
                "agent.gone            | GONE_BY_OPERATOR",
                "agent.drain           | operator > REACTIVATE_AGENT",
                "agent.drain           | KILLED",
                "maintenance           | framework < INVERSE_OFFERS",
                "maintenance           | operator > START_MAINTENANCE",
                "maintenance           | operator > STOP_MAINTENANCE",
                "offers.rescind        | framework < RESCIND",
                "offers.skew           | RunTask n1",
                "neighbour.greedy      | RunTask n1",
                "neighbour.silent      | neighbour + subscribes",
                "artifact.unavailable  | FAILED CONTAINER_LAUNCH_FAILED",
                "upgrade               | framework + started #2",
            })
    void showsInTheTrace(String name, String line) {
        var kind = FaultKind.named(name).orElseThrow();

        assertThat(play(kind).trace().lines()).anyMatch(entry -> entry.contains(line));
    }

    /* Two tasks run when it comes, and room for two more. What is only seen when something is launched comes first. */
    private static Result play(FaultKind kind) {
        boolean first = kind == FaultKind.ARTIFACT_UNAVAILABLE || kind == FaultKind.TASK_LAUNCH_FAIL;
        var at = Duration.ofSeconds(first ? 1 : 30);
        var fault = Fault.of(kind).on(0).lasting(Duration.ofSeconds(80)).at(0.5);
        List<Plan.Step> steps = List.of(new Plan.Want(Duration.ofSeconds(2), 3), new Plan.Inject(at, fault));
        var plan = new Plan(CLUSTER, steps, Duration.ofMinutes(3), Duration.ofMinutes(13));
        return Simulation.run(plan, new ExampleFramework(), Choices.ofSeed(1));
    }
}
