/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.oracle.Complaints;
import dev.drey.simulator.oracle.Gauges;
import dev.drey.simulator.oracle.Observation;
import dev.drey.simulator.oracle.Oracle;
import dev.drey.simulator.oracle.Witness;
import dev.drey.simulator.world.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes the chained steps of a plan one after the other, each when its situation has come. */
final class StepChain implements Oracle {
    private final Timeline timeline;
    private final Instant start;
    private final Consumer<Plan.Step> take;
    private final Gauges gauges;
    private final Deque<Plan.Chained> waiting = new ArrayDeque<>();
    private boolean underWay;

    StepChain(Timeline timeline, Gauges gauges, Consumer<Plan.Step> take) {
        this.timeline = timeline;
        this.start = timeline.now();
        this.gauges = gauges;
        this.take = take;
    }

    void add(Plan.Chained step) {
        waiting.add(step);
    }

    /** What has not come by now does not come any more. */
    void end(Complaints complaints) {
        var next = Optional.ofNullable(waiting.peek()).filter(step -> !underWay);
        next.map(Plan.Chained::trigger)
                .ifPresent(trigger -> complaints.complain(
                        Simulation.STEP, trigger.toString(), "this never came; in the end " + trigger.explain(gauges)));
        waiting.clear();
    }

    @Override
    public void observe(Observation seen, Witness witness, Complaints complaints) {
        check();
    }

    @Override
    public void look(Witness witness, Complaints complaints) {
        check();
    }

    /* The step is not taken within the call that was observed, but right after it. */
    private void check() {
        var next = waiting.peek();
        if (next == null || underWay || timeline.now().isBefore(start.plus(next.at()))) {
            return;
        }
        if (next.trigger().holds(gauges)) {
            underWay = true;
            timeline.after(next.delay(), "chained step", () -> go(next));
        }
    }

    private void go(Plan.Chained chained) {
        underWay = false;
        if (waiting.remove(chained)) {
            take.accept(chained.step());
            timeline.after(Duration.ZERO, "next chained step", this::check);
        }
    }
}
