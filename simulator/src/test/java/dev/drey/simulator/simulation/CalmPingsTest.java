/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.fault.FaultKind;
import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.world.Choices;
import dev.drey.simulator.world.Trace;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody sends pings on a calm network, and nobody can tell. */
@Tag("sim")
class CalmPingsTest {
    private static final Plan.Cluster CLUSTER =
            new Plan.Cluster(50, "cpus:4;mem:8192;ports:[31000-32000]", "", 2, 1024, 0);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration CUT = Duration.ofSeconds(1_807);

    @Test
    void costNothing() {
        var result = play();

        assertThat(result.violation()).isEmpty();
        long pings = CLUSTER.agents() * HOUR.dividedBy(Duration.ofSeconds(15));
        assertThat(result.actions()).isLessThan(pings);
        assertThat(result.trace().lines()).noneMatch(line -> line.contains("agent-0 ~ to master: Reregister"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent.partition", "agent.mute"})
    void areMissedByTheMasterAsSoonAsTheNetworkIsCut(String fault) {
        var lost = times(play(cut(fault)), "FAILURE");

        assertThat(lost)
                .singleElement(InstanceOfAssertFactories.DURATION)
                .isBetween(CUT.plusSeconds(75), CUT.plusSeconds(91));
    }

    @Test
    void areMissedByTheAgentAsSoonAsTheNetworkIsCut() {
        var attempts = times(play(cut("agent.deaf")), "agent-0 ~ to master: Reregister");

        assertThat(attempts.get(0)).isBetween(CUT.plusSeconds(60), CUT.plusSeconds(76));
    }

    private static Plan.Step cut(String fault) {
        var kind = FaultKind.named(fault).orElseThrow();
        return new Plan.Inject(CUT, Fault.of(kind).on(0).lasting(Duration.ofMinutes(10)));
    }

    private static List<Duration> times(Result result, String text) {
        assertThat(result.violation()).isEmpty();
        return result.trace().entries().stream()
                .filter(entry -> entry.line().contains(text))
                .map(Trace.Entry::at)
                .toList();
    }

    private static Result play(Plan.Step... faults) {
        var plan = new Plan(CLUSTER, List.of(faults), HOUR.minusMinutes(15), Duration.ofMinutes(15));
        return Simulation.run(plan, new ExampleFramework(), Choices.ofSeed(1));
    }
}
