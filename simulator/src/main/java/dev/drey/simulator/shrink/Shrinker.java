/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.shrink;

import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.fault.FaultKind.Parameter;
import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.fault.Plan.Inject;
import dev.drey.simulator.fault.Plan.Step;
import dev.drey.simulator.oracle.Violation;
import dev.drey.simulator.simulation.Framework;
import dev.drey.simulator.simulation.Result;
import dev.drey.simulator.simulation.Simulation;
import dev.drey.simulator.world.Choice;
import dev.drey.simulator.world.Choices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Makes a failed run simpler as long as the same oracle complains of the same mistake: fewer steps first, then shorter
 * times, then tamer choices.
 */
public final class Shrinker {
    /* Steps go by delta debugging: ever smaller chunks are left out. A plan with fewer steps draws its choices
     * differently, so a candidate is tried with the recorded choices first, and then with the tamest. */
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration AFTERMATH = Duration.ofSeconds(90);

    private final Runs runs;
    private final long seed;
    private final BooleanSupplier mayGoOn;
    private Result best;
    private Violation target;
    private int count;

    /** A smaller run that still breaks the promise, and how many runs it took to find. */
    public record Shrunk(Result result, int runs) {}

    /** How a plan is played; always with the same framework and oracles. */
    public interface Runs {
        Result run(Plan plan, Choices choices);
    }

    /**
     * @param seed that of the failed run
     * @param mayGoOn asked before each run; the best so far is given once it says no
     */
    public Shrinker(Runs runs, long seed, BooleanSupplier mayGoOn) {
        this.runs = runs;
        this.seed = seed;
        this.mayGoOn = mayGoOn;
    }

    /** Of a framework that is judged by the promises alone. */
    public Shrinker(Framework<?> framework, long seed, BooleanSupplier mayGoOn) {
        this((plan, choices) -> Simulation.run(plan, framework, choices), seed, mayGoOn);
    }

    public Shrunk shrink(Result failed) {
        target = failed.violation().orElseThrow(() -> new IllegalArgumentException("nothing failed here"));
        best = failed;
        count = 0;
        int before;
        do {
            before = best.plan().steps().size();
            dropSteps();
        } while (best.plan().steps().size() < before);
        shortenTimes();
        shortenRun();
        tameChoices();
        dropSteps();
        return new Shrunk(best, count);
    }

    private void dropSteps() {
        for (int chunk = Math.max(1, best.plan().steps().size() / 2); chunk >= 1; chunk /= 2) {
            int from = 0;
            while (from < best.plan().steps().size()) {
                var rest = new ArrayList<Step>(best.plan().steps());
                rest.subList(from, Math.min(from + chunk, rest.size())).clear();
                if (!isStillBroken(best.plan().with(rest))) {
                    from += chunk;
                }
            }
        }
    }

    private void shortenTimes() {
        for (int i = 0; i < best.plan().steps().size(); i++) {
            if (best.plan().steps().get(i) instanceof Inject inject
                    && inject.fault().kind().has(Parameter.TIME)) {
                shortenTime(i, inject);
            }
        }
    }

    private void shortenTime(int index, Inject inject) {
        Duration time = inject.fault().time();
        for (Duration shorter : List.of(SHORT, seconds(time.dividedBy(2)), seconds(time))) {
            if (tryStep(index, inject.at(), inject.fault().lasting(shorter))) {
                return;
            }
        }
    }

    private boolean tryStep(int index, Duration at, Fault fault) {
        var steps = new ArrayList<Step>(best.plan().steps());
        steps.set(index, new Inject(at, fault));
        return isStillBroken(best.plan().with(steps));
    }

    private static Duration seconds(Duration time) {
        return Duration.ofSeconds(time.toSeconds());
    }

    private void shortenRun() {
        var steps = best.plan().steps();
        var last = steps.isEmpty() ? Duration.ZERO : steps.get(steps.size() - 1).at();
        for (Duration end : List.of(last.plusSeconds(1), last.plus(AFTERMATH))) {
            if (end.compareTo(best.plan().run()) < 0
                    && isStillBroken(best.plan().lasting(end))) {
                return;
            }
        }
    }

    private void tameChoices() {
        if (isStillBroken(best.plan(), List.of())) {
            return;
        }
        var labels = new LinkedHashSet<String>();
        best.choices().stream().filter(choice -> choice.value() > 0).forEach(choice -> labels.add(choice.label()));
        for (String label : labels) {
            var tamer = best.choices().stream()
                    .filter(choice -> !choice.label().equals(label))
                    .toList();
            isStillBroken(best.plan(), tamer);
        }
    }

    private boolean isStillBroken(Plan plan) {
        return isStillBroken(plan, best.choices()) || isStillBroken(plan, List.of());
    }

    private boolean isStillBroken(Plan plan, List<Choice> choices) {
        return isStillBroken(plan, Choices.replaying(seed, choices));
    }

    private boolean isStillBroken(Plan plan, Choices choices) {
        if (!mayGoOn.getAsBoolean()) {
            return false;
        }
        count++;
        var result = runs.run(plan, choices);
        boolean broken = result.violation().filter(target::isLike).isPresent();
        if (broken) {
            best = result;
        }
        return broken;
    }
}
