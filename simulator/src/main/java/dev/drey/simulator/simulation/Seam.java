/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.oracle.Complaints;
import dev.drey.simulator.oracle.Observation;
import dev.drey.simulator.oracle.Oracle;
import dev.drey.simulator.oracle.Violation;
import dev.drey.simulator.oracle.Witness;
import dev.drey.simulator.world.Timeline;
import dev.drey.simulator.world.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Where all that happens is written down and shown to the oracles. The first complaint counts. */
final class Seam implements Complaints {
    static final String FRAMEWORK = "framework";

    private final Timeline timeline;
    private final Instant start;
    private final Trace trace;
    private final List<Oracle> oracles;
    private Optional<Violation> violation = Optional.empty();
    private Optional<Witness> witness = Optional.empty();

    Seam(Timeline timeline, List<Oracle> oracles) {
        this.timeline = timeline;
        this.start = timeline.now();
        this.trace = new Trace(start);
        this.oracles = List.copyOf(oracles);
    }

    void showTo(Witness asked) {
        witness = Optional.of(asked);
    }

    Trace trace() {
        return trace;
    }

    Optional<Violation> violation() {
        return violation;
    }

    long happenings() {
        return trace.size();
    }

    void note(String lane, Trace.Kind kind, String text) {
        trace.add(timeline.now(), lane, kind, text);
    }

    void saw(Observation observation) {
        SeamText.of(observation).ifPresent(line -> note(FRAMEWORK, line.kind(), line.text()));
        ask((oracle, asked) -> oracle.observe(observation, asked, this));
    }

    void look() {
        ask((oracle, asked) -> oracle.look(asked, this));
    }

    void finish() {
        ask((oracle, asked) -> oracle.finish(asked, this));
    }

    @Override
    public void complain(String oracle, String key, String message) {
        if (violation.isEmpty()) {
            violation = Optional.of(new Violation(oracle, key, message, Duration.between(start, timeline.now())));
            note(FRAMEWORK, Trace.Kind.VIOLATION, oracle + ": " + message);
        }
    }

    private void ask(BiConsumer<Oracle, Witness> question) {
        if (violation.isEmpty()) {
            oracles.forEach(oracle -> question.accept(oracle, witness.orElseThrow()));
        }
    }
}
