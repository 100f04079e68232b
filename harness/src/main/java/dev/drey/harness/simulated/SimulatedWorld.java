/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.harness.scenario.Scenario;
import dev.drey.simulator.fault.CrashPoint;
import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.fault.FaultKind;
import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.simulation.Result;
import dev.drey.simulator.simulation.Simulation;
import dev.drey.simulator.world.Choices;
import java.time.Duration;
import java.util.List;

/** Plays a scenario in virtual time: the scheduler core on a simulated Mesos, in one thread, judged by all oracles. */
public final class SimulatedWorld {
    private SimulatedWorld() {}

    /** Plays it once; the same scenario and seed always give the same outcome. */
    public static Outcome play(Scenario scenario, long seed) {
        var outcome = new OutcomeRecorder();
        Result result =
                Simulation.run(plan(scenario), new AppmasterUnderTest(), Choices.ofSeed(seed), List.of(outcome));
        result.violation().ifPresent(violation -> {
            throw new IllegalStateException("'" + scenario.name() + "' with seed " + seed + " breaks "
                    + violation.oracle() + " after " + violation.at() + ": " + violation.message());
        });
        return outcome.outcome();
    }

    private static Plan plan(Scenario scenario) {
        var worker = scenario.worker();
        var cluster = new Plan.Cluster(
                scenario.cluster().agents(),
                scenario.cluster().resources(),
                scenario.cluster().attributes(),
                worker.cpus(),
                worker.mem(),
                worker.ports());
        var steps = scenario.steps().stream().map(SimulatedWorld::step).toList();
        return new Plan(cluster, steps, scenario.end(), Duration.ZERO);
    }

    private static Plan.Step step(Scenario.Step step) {
        if (step instanceof Scenario.WantWorkers want) {
            return new Plan.Want(want.at(), want.count());
        } else if (step instanceof Scenario.KillAppmaster kill) {
            var crash = Fault.of(FaultKind.SCHEDULER_CRASH).lasting(kill.down()).at(CrashPoint.NOW);
            return new Plan.Inject(kill.at(), crash);
        }
        throw new IllegalArgumentException("no such step: " + step);
    }
}
