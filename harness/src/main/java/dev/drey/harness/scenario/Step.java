/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import dev.drey.simulator.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One thing that is done in the course of a story. */
public record Step(Moment moment, Action action) {

    /** When. */
    public sealed interface Moment {}

    /** At this time, counted from the beginning. */
    public record At(Duration time) implements Moment {}

    /**
     * When the step before it in the file was taken, and then this holds, and then some time has gone by. It is broken
     * as an expectation if that never comes before the end of the run.
     */
    public record When(Optional<Condition> condition, Duration delay) implements Moment {}

    /** What. */
    public sealed interface Action {}

    /** From now on the client wants this many workers in all. */
    public record Want(int workers) implements Action {}

    /** These things go wrong together; their kinds and parameters are those of the simulator. */
    public record Break(List<Fault> faults) implements Action {
        public Break {
            faults = List.copyOf(faults);
        }
    }

    /** It must hold now. */
    public record Expect(Condition condition) implements Action {}
}
