/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import dev.drey.harness.scenario.Condition;
import dev.drey.harness.scenario.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads demand and steps. */
final class StepReader {
    private static final List<String> ACTIONS = List.of("want-workers", "fault", "expect");

    private final FaultReader faults;
    private final Problems problems;

    StepReader(FaultReader faults, Problems problems) {
        this.faults = faults;
        this.problems = problems;
    }

    List<Step> read(Entry scenario) {
        var steps = new ArrayList<Step>();
        scenario.list("demand")
                .forEach(demand -> steps.add(new Step(
                        new Step.At(demand.get("at").duration()),
                        new Step.Want(demand.get("workers").count()))));
        scenario.list("steps").forEach(step -> action(step)
                .flatMap(action -> moment(step).map(moment -> new Step(moment, action)))
                .ifPresent(steps::add));
        return steps;
    }

    private Optional<Step.Moment> moment(Entry step) {
        if (step.has("at") && (step.has("when") || step.has("after"))) {
            problems.at(step.get("at").node(), "a step has either 'at', or 'when' and 'after'");
        } else if (step.has("at")) {
            return Optional.of(new Step.At(step.get("at").duration()));
        } else if (step.has("when") || step.has("after")) {
            Optional<Condition> condition = step.find("when").map(Entry::condition);
            return Optional.of(new Step.When(
                    condition, step.find("after").map(Entry::duration).orElse(Duration.ZERO)));
        } else {
            problems.at(step.node(), "a step says when: at: 30s, or when: \"tasks(STAGING) >= 2\", or after: 5s");
        }
        return Optional.empty();
    }

    private Optional<Step.Action> action(Entry step) {
        var given = ACTIONS.stream().filter(step::has).toList();
        if (given.size() != 1) {
            problems.at(step.node(), "a step says one of want-workers: N, fault: NAME, and expect: \"CONDITION\"");
            return Optional.empty();
        }
        return Optional.of(
                switch (given.get(0)) {
                    case "want-workers" ->
                        new Step.Want(step.get("want-workers").count());
                    case "expect" -> new Step.Expect(step.get("expect").condition());
                    default -> new Step.Break(faults.read(step));
                });
    }
}
