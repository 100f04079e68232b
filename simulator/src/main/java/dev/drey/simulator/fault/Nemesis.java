/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.fault;

import dev.drey.simulator.fault.FaultKind.Parameter;
import dev.drey.simulator.fault.Plan.Inject;
import dev.drey.simulator.fault.Plan.Step;
import dev.drey.simulator.fault.Plan.Want;
import dev.drey.simulator.world.Choices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws plans: what is wanted when, and which faults come when. */
public final class Nemesis {
    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Duration FIRST_WANT = Duration.ofSeconds(2);
    private static final int LEAST_PERCENT = 10;

    private final Choices choices;
    private final List<FaultKind> kinds;
    private final Duration meanGap;

    /**
     * @param kinds which faults may come
     * @param meanGap how long it takes on average from one fault to the next
     */
    public Nemesis(Choices choices, List<FaultKind> kinds, Duration meanGap) {
        this.choices = choices;
        this.kinds = List.copyOf(kinds);
        this.meanGap = meanGap;
    }

    /** All kinds of faults, one in half a minute on average. */
    public static Nemesis mixed(Choices choices) {
        return new Nemesis(choices, Arrays.asList(FaultKind.values()), Duration.ofSeconds(30));
    }

    /**
     * A plan for a cluster.
     *
     * @param most how many tasks have room on it
     */
    public Plan draw(Plan.Cluster cluster, int most, Duration run, Duration settle) {
        var steps = new ArrayList<Step>();
        addWants(steps, most, run);
        addFaults(steps, cluster, run);
        return new Plan(cluster, steps, run, settle);
    }

    /** Adds faults to what a plan does already. */
    public Plan disturb(Plan plan) {
        var steps = new ArrayList<>(plan.steps());
        addFaults(steps, plan.cluster(), plan.run());
        return plan.with(steps);
    }

    private void addWants(List<Step> steps, int most, Duration run) {
        steps.add(
                new Want(choices.between("first want", Duration.ZERO, FIRST_WANT), 1 + choices.below("wanted", most)));
        int changes = choices.below("changes of demand", 4);
        for (int i = 0; i < changes; i++) {
            var at = choices.between("change of demand", FIRST_WANT, run.minus(Duration.ofSeconds(1)));
            steps.add(new Want(at, choices.below("wanted", most + 1)));
        }
    }

    private void addFaults(List<Step> steps, Plan.Cluster cluster, Duration run) {
        var at = gap();
        while (at.compareTo(run) < 0) {
            steps.add(new Inject(at, fault(cluster)));
            at = at.plus(gap());
        }
    }

    private Duration gap() {
        /* Short gaps are likelier than long ones, so that faults also come while others last. */
        long most = 3 * meanGap.toMillis();
        double fraction = choices.fraction("time to the next fault");
        return SHORTEST.plusMillis((long) (most * fraction * fraction));
    }

    private Fault fault(Plan.Cluster cluster) {
        var fault = Fault.of(kind());
        var kind = fault.kind();
        if (kind.has(Parameter.AGENT)) {
            fault = fault.on(choices.below("agent", cluster.agents()));
        }
        if (kind.has(Parameter.TIME)) {
            fault = fault.lasting(choices.between("duration of a fault", SHORTEST, kind.longest()));
        }
        if (kind.has(Parameter.RATE)) {
            fault = fault.at((LEAST_PERCENT + choices.below("rate in percent", 60)) / 100.0);
        }
        if (kind.has(Parameter.POINT)) {
            fault = fault.at(choices.pick("crash point", Arrays.asList(CrashPoint.values())));
        }
        return fault;
    }

    private FaultKind kind() {
        int rest = choices.below(
                "fault", kinds.stream().mapToInt(FaultKind::weight).sum());
        for (FaultKind kind : kinds) {
            rest -= kind.weight();
            if (rest < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("the weights of the faults do not add up");
    }
}
