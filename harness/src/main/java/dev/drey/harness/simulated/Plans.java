/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.harness.scenario.Background;
import dev.drey.harness.scenario.Cluster;
import dev.drey.harness.scenario.Condition;
import dev.drey.harness.scenario.Scenario;
import dev.drey.harness.scenario.Step;
import dev.drey.model.WorkerProfile;
import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.fault.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Scenarios as plans of a simulation. */
final class Plans {
    /** What a step waits for that comes a while after the one before it, whatever happens. */
    private static final Situation ANY = new Situation(new Condition(List.of()));

    private Plans() {}

    /** All of it but chaos, which is drawn from the seed. */
    static Plan of(Scenario scenario, WorkerProfile worker) {
        var steps = new ArrayList<Plan.Step>();
        scenario.background().faults().forEach(fault -> steps.add(new Plan.Inject(Duration.ZERO, fault)));
        var last = Duration.ZERO;
        for (Step step : scenario.steps()) {
            if (step.moment() instanceof Step.At at) {
                last = at.time();
                actions(step.action(), last).forEach(steps::add);
            } else if (step.moment() instanceof Step.When when) {
                var notBefore = last;
                chained(step.action(), when, notBefore).forEach(steps::add);
            }
        }
        return new Plan(cluster(scenario.cluster(), worker), steps, scenario.run(), scenario.settle());
    }

    /* The first of several faults waits; the others follow at once. */
    private static Stream<Plan.Step> chained(Step.Action action, Step.When when, Duration notBefore) {
        var steps = new ArrayList<Plan.Step>();
        actions(action, notBefore)
                .forEach(step -> steps.add(
                        steps.isEmpty()
                                ? new Plan.Chained(
                                        notBefore,
                                        when.condition().map(Situation::new).orElse(ANY),
                                        when.delay(),
                                        step)
                                : new Plan.Chained(notBefore, ANY, Duration.ZERO, step)));
        return steps.stream();
    }

    private static Stream<Plan.Step> actions(Step.Action action, Duration at) {
        if (action instanceof Step.Want want) {
            return Stream.of(new Plan.Want(at, want.workers()));
        } else if (action instanceof Step.Break broken) {
            return broken.faults().stream().map((Fault fault) -> new Plan.Inject(at, fault));
        } else if (action instanceof Step.Expect expected) {
            return Stream.of(new Plan.Check(at, new Situation(expected.condition())));
        }
        throw new IllegalArgumentException("no such action: " + action);
    }

    /** A scenario that does what a plan of it does, and leaves nothing to chance but the choices of the world. */
    static Scenario explicit(Scenario scenario, String name, Plan plan) {
        return new Scenario(
                name,
                scenario.story(),
                scenario.seed(),
                plan.run(),
                plan.settle(),
                scenario.cluster(),
                scenario.appmaster(),
                plan.steps().stream().map(Plans::step).toList(),
                Background.QUIET,
                scenario.expectations(),
                scenario.targets());
    }

    private static Step step(Plan.Step step) {
        if (step instanceof Plan.Chained chained) {
            var condition = ((Situation) chained.trigger()).condition();
            boolean waits = !condition.all().isEmpty();
            return new Step(
                    new Step.When(waits ? Optional.of(condition) : Optional.empty(), chained.delay()),
                    action(chained.step()));
        }
        return new Step(new Step.At(step.at()), action(step));
    }

    private static Step.Action action(Plan.Step step) {
        if (step instanceof Plan.Want want) {
            return new Step.Want(want.count());
        } else if (step instanceof Plan.Inject inject) {
            return new Step.Break(List.of(inject.fault()));
        } else if (step instanceof Plan.Check check) {
            return new Step.Expect(((Situation) check.trigger()).condition());
        }
        throw new IllegalArgumentException("no such step: " + step);
    }

    private static Plan.Cluster cluster(Cluster cluster, WorkerProfile worker) {
        var machines = cluster.agents().stream()
                .map(agent -> new Plan.Machine(agent.resources(), agent.attributes(), agent.domain()))
                .toList();
        return new Plan.Cluster(
                machines, setting(cluster), amount(worker, "cpus"), amount(worker, "mem"), worker.ports());
    }

    private static Plan.Setting setting(Cluster cluster) {
        return new Plan.Setting(
                cluster.neighbours().stream()
                        .map(other -> new Plan.Guest(other.name(), other.role(), other.tasks(), other.task()))
                        .toList(),
                cluster.quotas().stream()
                        .map(quota -> new Plan.Quota(quota.role(), quota.guarantee(), quota.limit()))
                        .toList(),
                MasterFlags.config(cluster.masters().flags()));
    }

    private static double amount(WorkerProfile worker, String resource) {
        return worker.scalars().get(resource).millis() / 1000.0;
    }
}
