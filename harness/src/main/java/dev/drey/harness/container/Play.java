/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import dev.drey.harness.scenario.Condition;
import dev.drey.harness.scenario.Expectations;
import dev.drey.harness.scenario.Scenario;
import dev.drey.harness.scenario.Step;
import dev.drey.harness.scenario.Verdict;
import dev.drey.harness.simulated.GaugeReadings;
import dev.drey.harness.simulated.Judge;
import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.oracle.Coverage;
import dev.drey.simulator.oracle.Oracle;
import dev.drey.simulator.oracle.Promises;
import dev.drey.simulator.simulation.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One scenario on one cluster of containers, from its first step to the verdicts. */
final class Play {
    /*
     * Real time has no end that is worth waiting for: the play is over when all steps are taken, all faults are over,
     * and what must hold at last has held for a while. If that does not come, it is over when its time is, with some
     * more for a machine on which starting a JVM takes longer than a simulated task.
     */
    private static final Duration CALM = Duration.ofSeconds(10);
    private static final int CALLS_AT_REST = 100;
    private static final Duration SLOW_MACHINE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Scenario scenario;
    private final ContainerCluster cluster;
    private final FaultDriver faults;
    private final Demand demand;
    private final WireTail wire;
    private final Judge judge;
    private final Coverage coverage = new Coverage();
    private final LiveSeam seam;
    private final Deque<Step> timed = new ArrayDeque<>();
    private final Deque<Waiting> chained = new ArrayDeque<>();
    private final long start = System.nanoTime();
    private long lastLook;
    private long calmSince = start;
    private Optional<Long> situationSince = Optional.empty();
    private boolean healed;

    private record Waiting(Duration notBefore, Step.When when, Step.Action action) {}

    Play(Scenario scenario, ContainerCluster cluster) {
        this.scenario = scenario;
        this.cluster = cluster;
        this.faults = new FaultDriver(cluster);
        this.demand = new Demand(cluster);
        this.wire = new WireTail(cluster.folder().wire());
        this.judge = new Judge(scenario.expectations());
        var oracles = new ArrayList<Oracle>(Promises.all(Simulation.OFFER_BUDGET));
        oracles.add(judge);
        oracles.add(coverage);
        this.seam = new LiveSeam(oracles);
        arrange();
    }

    private void arrange() {
        var last = Duration.ZERO;
        for (Step step : scenario.steps()) {
            if (step.moment() instanceof Step.At at) {
                last = at.time();
                timed.add(step);
            } else if (step.moment() instanceof Step.When when) {
                chained.add(new Waiting(last, when, step.action()));
            }
        }
    }

    /** Plays to the end. */
    Outcome play() throws IOException, InterruptedException {
        for (Fault fault : scenario.background().faults()) {
            faults.inject(fault);
        }
        while (seam.violation().isEmpty() && !isOver()) {
            watch();
            if (!healed) {
                takeSteps();
            }
            demand.tick();
            Patience.pause();
        }
        faults.heal();
        watch();
        JournalCheck.brokenStep(cluster.folder())
                .ifPresent(broken -> seam.complain("nothing-throws", "thrown", broken));
        if (!cluster.flink().answers()) {
            seam.died();
        }
        seam.mustRest(CALM, CALLS_AT_REST);
        seam.finish();
        return new Outcome(
                judge.verdicts(seam.violation(), coverage.marks()),
                judge.gauges().launches().size(),
                faults.made(),
                wire.lives(),
                elapsed());
    }

    private void watch() throws IOException, InterruptedException {
        faults.tick();
        wire.read().forEach(seam::saw);
        if (System.nanoTime() - lastLook > LOOK.toNanos()) {
            lastLook = System.nanoTime();
            seam.look(cluster.mesos().view(), faults.isHindered(), demand.wanted());
        }
    }

    private void takeSteps() throws IOException, InterruptedException {
        while (!timed.isEmpty() && isPast(((Step.At) timed.peek().moment()).time())) {
            take(timed.remove().action());
        }
        if (!chained.isEmpty() && isDue(chained.peek())) {
            situationSince = Optional.empty();
            take(chained.remove().action());
        }
        if (isPast(scenario.run())) {
            endOfRun();
        }
    }

    private boolean isDue(Waiting next) {
        if (!isPast(next.notBefore())) {
            return false;
        }
        if (situationSince.isEmpty()
                && next.when()
                        .condition()
                        .filter(condition -> !holds(condition))
                        .isEmpty()) {
            situationSince = Optional.of(System.nanoTime());
        }
        return situationSince
                .filter(since ->
                        System.nanoTime() - since >= next.when().delay().toNanos())
                .isPresent();
    }

    private void endOfRun() throws IOException, InterruptedException {
        if (!chained.isEmpty() && elapsed().compareTo(scenario.run().plus(SLOW_MACHINE)) < 0) {
            return;
        }
        healed = true;
        faults.heal();
        chained.stream()
                .findFirst()
                .flatMap(waiting -> waiting.when().condition())
                .ifPresent(condition -> complain(condition, "never came"));
    }

    private void take(Step.Action action) throws IOException, InterruptedException {
        calmSince = System.nanoTime();
        if (action instanceof Step.Want want) {
            demand.want(want.workers());
        } else if (action instanceof Step.Break broken) {
            for (Fault fault : broken.faults()) {
                faults.inject(fault);
            }
        } else if (action instanceof Step.Expect expected && !holds(expected.condition())) {
            complain(expected.condition(), "does not hold");
        }
    }

    private void complain(Condition condition, String what) {
        var readings = new GaugeReadings(judge.gauges());
        seam.complain(
                Simulation.STEP, condition.toString(), condition + " " + what + ": " + condition.explain(readings));
    }

    private boolean holds(Condition condition) {
        return condition.holds(new GaugeReadings(judge.gauges()));
    }

    private boolean isOver() {
        if (elapsed().compareTo(scenario.run().plus(scenario.settle()).plus(SLOW_MACHINE)) > 0) {
            return true;
        }
        boolean calm = timed.isEmpty() && chained.isEmpty() && faults.isQuiet() && isAsItMustBe();
        if (!calm) {
            calmSince = System.nanoTime();
        }
        return System.nanoTime() - calmSince > CALM.toNanos();
    }

    private boolean isAsItMustBe() {
        var gauges = judge.gauges();
        return gauges.isReconciled()
                && gauges.remembered() == demand.wanted()
                && scenario.expectations().atLast().stream().allMatch(this::isMet);
    }

    private boolean isMet(Expectations.Expectation expectation) {
        return !(expectation instanceof Expectations.That that) || holds(that.condition());
    }

    private boolean isPast(Duration time) {
        return elapsed().compareTo(time) >= 0;
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** What came of it. */
    record Outcome(List<Verdict> verdicts, int launches, int faults, int lives, Duration time) {}
}
