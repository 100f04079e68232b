/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.junit;

import dev.drey.simulator.fault.FaultKind;
import dev.drey.simulator.fault.Nemesis;
import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.report.FailureFiles;
import dev.drey.simulator.simulation.Framework;
import dev.drey.simulator.simulation.Result;
import dev.drey.simulator.simulation.Simulation;
import dev.drey.simulator.world.Choices;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is played: the same each time.
 *
 * @param choices new choices for each time
 * @param plan the plan, which may be drawn from the choices
 */
record Script(long seed, Supplier<Choices> choices, Function<Choices, Plan> plan) {

    static Script ofSeed(Simulate simulate, long seed) {
        return new Script(seed, () -> Choices.ofSeed(seed), choices -> draw(simulate, choices.fork("nemesis")));
    }

    /** As it was played before. */
    static Script recorded(FailureFiles.Recorded recorded) {
        return new Script(
                recorded.seed(),
                () -> Choices.replaying(recorded.seed(), recorded.choices()),
                ignored -> recorded.plan());
    }

    Result play(Framework<?> framework) {
        var drawn = choices.get();
        return Simulation.run(plan.apply(drawn), framework, drawn);
    }

    private static Plan draw(Simulate simulate, Choices choices) {
        var cluster = new Plan.Cluster(
                simulate.agents(), simulate.resources(), simulate.attributes(), simulate.cpus(), simulate.mem(), 0);
        var kinds = simulate.faults().length == 0 ? FaultKind.values() : simulate.faults();
        return new Nemesis(choices, List.of(kinds), Duration.ofSeconds(simulate.secondsBetweenFaults()))
                .draw(
                        cluster,
                        simulate.tasks(),
                        Duration.ofMinutes(simulate.minutes()),
                        Duration.ofMinutes(simulate.settleMinutes()));
    }
}
