/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.junit;

import dev.drey.simulator.fault.CrashPoint;
import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.fault.FaultKind;
import dev.drey.simulator.fault.FaultKind.Parameter;
import dev.drey.simulator.fault.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries of faults and of plans for simulations. They shrink to few, early and short faults. */
public final class PlanArbitraries {
    private static final int LONGEST_SECONDS = 120;
    private static final int MOST_FAULTS = 15;

    private PlanArbitraries() {}

    /** Any fault, for a cluster of so many agents. */
    public static Arbitrary<Fault> faults(int agents) {
        return faults(agents, List.of(FaultKind.values()));
    }

    /** A fault of one of these kinds. */
    public static Arbitrary<Fault> faults(int agents, List<FaultKind> kinds) {
        return Combinators.combine(
                        Arbitraries.of(kinds),
                        Arbitraries.integers().between(0, agents - 1),
                        Arbitraries.integers().between(1, LONGEST_SECONDS),
                        Arbitraries.integers().between(10, 70),
                        Arbitraries.of(CrashPoint.values()))
                .as(PlanArbitraries::fault);
    }

    /**
     * Plans for a cluster: what is wanted when, up to {@code most} tasks, and up to fifteen faults.
     *
     * @param run for how long things go wrong
     * @param settle how long the framework has to recover
     */
    public static Arbitrary<Plan> plans(Plan.Cluster cluster, int most, Duration run, Duration settle) {
        var times = Arbitraries.integers().between(1, (int) run.toSeconds()).map(Duration::ofSeconds);
        Arbitrary<Plan.Step> wants = Combinators.combine(
                        times, Arbitraries.integers().between(0, most))
                .as(Plan.Want::new);
        Arbitrary<Plan.Step> injects =
                Combinators.combine(times, faults(cluster.agents())).as(Plan.Inject::new);
        return Combinators.combine(
                        Arbitraries.integers().between(1, most),
                        wants.list().ofMaxSize(3),
                        injects.list().ofMaxSize(MOST_FAULTS))
                .as((first, changes, faults) -> {
                    var steps = new ArrayList<Plan.Step>(List.of(new Plan.Want(Duration.ofSeconds(1), first)));
                    steps.addAll(changes);
                    steps.addAll(faults);
                    return new Plan(cluster, steps, run, settle);
                });
    }

    private static Fault fault(FaultKind kind, int agent, int seconds, int percent, CrashPoint point) {
        var fault = Fault.of(kind);
        if (kind.has(Parameter.AGENT)) {
            fault = fault.on(agent);
        }
        if (kind.has(Parameter.TIME)) {
            fault = fault.lasting(Duration.ofSeconds(seconds));
        }
        if (kind.has(Parameter.RATE)) {
            fault = fault.at(percent / 100.0);
        }
        return kind.has(Parameter.POINT) ? fault.at(point) : fault;
    }
}
