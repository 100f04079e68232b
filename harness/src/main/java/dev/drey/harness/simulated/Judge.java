/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.harness.scenario.Condition;
import dev.drey.harness.scenario.Expectations;
import dev.drey.harness.scenario.Expectations.Expectation;
import dev.drey.harness.scenario.Verdict;
import dev.drey.harness.scenario.Verdict.Kind;
import dev.drey.simulator.oracle.Complaints;
import dev.drey.simulator.oracle.Gauges;
import dev.drey.simulator.oracle.Observation;
import dev.drey.simulator.oracle.Oracle;
import dev.drey.simulator.oracle.Promises;
import dev.drey.simulator.oracle.Sometimes;
import dev.drey.simulator.oracle.Violation;
import dev.drey.simulator.oracle.Witness;
import dev.drey.simulator.simulation.Result;
import dev.drey.simulator.simulation.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges one run by what its scenario expects; all else that is promised the oracles of the simulator judge. */
public final class Judge implements Oracle {
    static final String ALWAYS = "always";
    static final String FINALLY = "finally";

    private final Expectations expectations;
    private final Gauges gauges = new Gauges();
    private final Set<Expectation> reached = new LinkedHashSet<>();

    public Judge(Expectations expectations) {
        this.expectations = expectations;
    }

    /** What the conditions are read from. */
    public Gauges gauges() {
        return gauges;
    }

    @Override
    public void observe(Observation seen, Witness witness, Complaints complaints) {
        gauges.observe(seen, witness, complaints);
        check(complaints);
    }

    @Override
    public void look(Witness witness, Complaints complaints) {
        gauges.look(witness, complaints);
        check(complaints);
    }

    @Override
    public void finish(Witness witness, Complaints complaints) {
        gauges.finish(witness, complaints);
        check(complaints);
        expectations.atLast().forEach(expectation -> complainUnless(expectation, FINALLY, complaints));
    }

    private void check(Complaints complaints) {
        expectations.always().forEach(expectation -> complainUnless(expectation, ALWAYS, complaints));
        for (Expectation expectation : expectations.sometimes()) {
            if (!reached.contains(expectation)
                    && expectation instanceof Expectations.That that
                    && that.condition().holds(new GaugeReadings(gauges))) {
                reached.add(expectation);
            }
        }
    }

    private void complainUnless(Expectation expectation, String when, Complaints complaints) {
        if (expectation instanceof Expectations.That that) {
            Condition condition = that.condition();
            var readings = new GaugeReadings(gauges);
            if (!condition.holds(readings)) {
                complaints.complain(
                        when, condition.toString(), condition + " does not hold: " + condition.explain(readings));
            }
        }
    }

    List<Verdict> verdicts(Result result) {
        return verdicts(result.violation(), result.coverage().marks());
    }

    /**
     * All verdicts on a run that is over.
     *
     * @param violation the first promise that was broken, if one was
     * @param marks how often each rare situation was reached
     */
    public List<Verdict> verdicts(Optional<Violation> violation, Map<Sometimes, Integer> marks) {
        var verdicts = new ArrayList<Verdict>();
        Promises.NAMES.forEach(name -> verdicts.add(promise(name, violation)));
        violation
                .filter(broken -> broken.oracle().equals(Simulation.STEP))
                .ifPresent(broken -> verdicts.add(Verdict.broken(Kind.STEP, broken.key(), broken.message())));
        addConditions(verdicts, Kind.ALWAYS, ALWAYS, expectations.always(), violation);
        addConditions(verdicts, Kind.FINALLY, FINALLY, expectations.atLast(), violation);
        expectations
                .sometimes()
                .forEach(each -> verdicts.add(Verdict.sometimes(each.toString(), isReached(each, marks))));
        return verdicts;
    }

    private boolean isReached(Expectation expectation, Map<Sometimes, Integer> marks) {
        return expectation instanceof Expectations.Reached mark
                ? marks.getOrDefault(mark.mark(), 0) > 0
                : reached.contains(expectation);
    }

    private static Verdict promise(String name, Optional<Violation> violation) {
        if (violation.filter(broken -> broken.oracle().equals(name)).isPresent()) {
            return Verdict.broken(Kind.PROMISE, name, violation.get().message());
        }
        boolean atTheEnd = name.equals("converges") || name.equals("no-orphaned-tasks");
        return violation.isPresent() && atTheEnd
                ? Verdict.notJudged(Kind.PROMISE, name)
                : Verdict.held(Kind.PROMISE, name);
    }

    private static void addConditions(
            List<Verdict> verdicts,
            Kind kind,
            String oracle,
            List<Expectation> expectations,
            Optional<Violation> broken) {
        for (Expectation expectation : expectations) {
            if (expectation instanceof Expectations.That) {
                verdicts.add(condition(kind, oracle, expectation.toString(), broken));
            }
        }
    }

    private static Verdict condition(Kind kind, String oracle, String name, Optional<Violation> violation) {
        if (violation
                .filter(broken -> broken.oracle().equals(oracle) && broken.key().equals(name))
                .isPresent()) {
            return Verdict.broken(kind, name, violation.get().message());
        }
        return violation.isPresent() && kind == Kind.FINALLY ? Verdict.notJudged(kind, name) : Verdict.held(kind, name);
    }
}
