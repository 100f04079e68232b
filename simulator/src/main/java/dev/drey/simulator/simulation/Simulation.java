/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.oracle.Complaints;
import dev.drey.simulator.oracle.Coverage;
import dev.drey.simulator.oracle.Gauges;
import dev.drey.simulator.oracle.Observation;
import dev.drey.simulator.oracle.Oracle;
import dev.drey.simulator.oracle.Promises;
import dev.drey.simulator.oracle.Witness;
import dev.drey.simulator.world.Choices;
import dev.drey.simulator.world.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays a plan in virtual time and lets the oracles judge. The same plan and choices always give the same result.
 *
 * @param <S> the durable memory of the framework
 */
public final class Simulation<S> {
    /** For how long a good neighbour holds an offer: more than the two minutes of Marathon and its like. */
    public static final Duration OFFER_BUDGET = Duration.ofSeconds(150);

    /** The name under which steps of a plan complain that wait for something in vain, or find something else. */
    public static final String STEP = "step";

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int ACTIONS_PER_MINUTE = 20_000;
    private static final int ACTIONS_PER_MINUTE_AND_AGENT = 1_000;

    private final Plan plan;
    private final Choices choices;
    private final VirtualTimeline timeline = new VirtualTimeline(BEGINNING);
    private final Coverage coverage = new Coverage();
    private final Gauges gauges = new Gauges();
    private final StepChain chain;
    private final Seam seam;
    private final World<S> world;
    private final FaultInjector injector;
    private long actions;

    private Simulation(Plan plan, Framework<S> framework, Choices choices, List<Oracle> more) {
        this.plan = plan;
        this.choices = choices;
        this.chain = new StepChain(timeline, gauges, this::take);
        var oracles = new ArrayList<Oracle>(Promises.all(OFFER_BUDGET));
        oracles.addAll(more);
        oracles.add(coverage);
        oracles.add(new IdRegister());
        oracles.add(gauges);
        oracles.add(chain);
        seam = new Seam(timeline, oracles);
        world = new World<>(plan.cluster(), framework, timeline, choices, seam);
        injector = new FaultInjector(world, timeline, choices.fork("faults"), seam);
        seam.showTo(world);
    }

    /** With the oracles of {@link Promises}. */
    public static <S> Result run(Plan plan, Framework<S> framework, Choices choices) {
        return run(plan, framework, choices, List.of());
    }

    /** With further oracles. */
    public static <S> Result run(Plan plan, Framework<S> framework, Choices choices, List<Oracle> more) {
        return new Simulation<>(plan, framework, choices, more).run();
    }

    private Result run() {
        guarded(world::begin);
        for (Plan.Step step : plan.steps()) {
            if (step instanceof Plan.Chained chained) {
                chain.add(chained);
            } else {
                timeline.after(step.at(), "step", () -> take(step));
            }
        }
        timeline.after(LOOK, "look", this::look);
        countActions();
        timeline.after(plan.run(), "healing", this::heal);
        playUntil(BEGINNING.plus(plan.run()).plus(plan.settle()));
        guarded(seam::finish);
        return new Result(
                plan,
                seam.violation(),
                seam.trace(),
                choices.recorded(),
                coverage,
                Duration.between(BEGINNING, timeline.now()),
                actions,
                injector.counts());
    }

    private void heal() {
        chain.end(seam);
        injector.heal();
    }

    private void take(Plan.Step step) {
        if (step instanceof Plan.Want want) {
            world.hosts().want(want.count());
        } else if (step instanceof Plan.Inject inject) {
            injector.inject(inject.fault());
        } else if (step instanceof Plan.Check check && !check.trigger().holds(gauges)) {
            seam.complain(
                    STEP,
                    check.trigger().toString(),
                    "there is something else: " + check.trigger().explain(gauges));
        }
    }

    private void playUntil(Instant end) {
        while (seam.violation().isEmpty() && more(end)) {
            actions++;
        }
    }

    /* A scheduler that asks again and again without waiting makes many more actions in a minute than there ever are. */
    private void countActions() {
        long before = actions;
        long most = ACTIONS_PER_MINUTE
                + (long) ACTIONS_PER_MINUTE_AND_AGENT * plan.cluster().agents();
        timeline.after(MINUTE, "actions are counted", () -> {
            if (actions - before > most) {
                seam.complain("comes-to-rest", "spins", "more than " + most + " actions within a minute");
            }
            countActions();
        });
    }

    private boolean more(Instant end) {
        boolean[] more = {true};
        guarded(() -> more[0] = timeline.stepUntil(end));
        return more[0];
    }

    private void look() {
        seam.look();
        timeline.after(LOOK, "look", this::look);
    }

    /* Whatever is thrown, by the framework or by the simulator, is found as a broken promise and can be shrunk. */
    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            var place = e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0].toString();
            seam.complain("nothing-throws", e.getClass().getSimpleName() + " at " + place, e.toString());
        }
    }

    /** Remembers which framework ids the master gave. */
    private final class IdRegister implements Oracle {
        @Override
        public void observe(Observation seen, Witness witness, Complaints complaints) {
            if (seen instanceof Observation.Delivered delivered
                    && delivered.event().hasSubscribed()) {
                world.learnFramework(
                        delivered.event().getSubscribed().getFrameworkId().getValue());
            }
        }
    }
}
