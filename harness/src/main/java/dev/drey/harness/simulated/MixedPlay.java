/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.harness.scenario.Appmaster;
import dev.drey.harness.scenario.Background;
import dev.drey.harness.scenario.Cluster;
import dev.drey.harness.scenario.Expectations;
import dev.drey.harness.scenario.Scenario;
import dev.drey.simulator.fault.MixedPlan;
import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.world.Choices;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What is played when nobody has written a scenario: each seed draws a cluster, a demand, and faults of all kinds. */
public final class MixedPlay implements Campaign.Play {
    private static final Map<String, String> OPTIONS = Map.of(
            "mesos.resourcemanager.framework.user", "nobody",
            "taskmanager.cpu.cores", "2",
            "taskmanager.memory.process.size", "1024m");

    /* Options are read once: to read them takes longer than to play a seed. */
    private final Stage stage = Stage.of(scenario(MixedPlan.draw(Choices.ofSeed(1))));

    @Override
    public Performance with(Choices choices) {
        var plan = MixedPlan.draw(choices.fork("nemesis"));
        return stage.of(scenario(plan), plan).play(plan, choices);
    }

    private static Scenario scenario(Plan plan) {
        var first = plan.cluster().machines().get(0);
        var group = new Cluster.Group(plan.cluster().agents(), first.resources(), Map.of("rack", List.of("a")), "");
        return new Scenario(
                "mixed",
                "A small cluster, a changing demand, and faults of all kinds, drawn from a seed.",
                OptionalLong.empty(),
                plan.run(),
                plan.settle(),
                new Cluster(Cluster.Masters.ONE, List.of(group), List.of(), List.of()),
                new Appmaster(OPTIONS),
                List.of(),
                Background.QUIET,
                new Expectations(List.of(), List.of(), List.of()),
                Set.of(Scenario.Target.SIMULATOR));
    }
}
