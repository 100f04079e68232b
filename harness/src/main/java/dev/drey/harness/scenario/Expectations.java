/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import dev.drey.simulator.oracle.Sometimes;
import java.util.List;
import java.util.Locale;

/**
 * What must hold.
 *
 * @param always at every moment
 * @param atLast when the world has come to rest
 * @param sometimes in at least one of the seeds the scenario is played with
 */
public record Expectations(List<Expectation> always, List<Expectation> atLast, List<Expectation> sometimes) {
    public Expectations {
        always = List.copyOf(always);
        atLast = List.copyOf(atLast);
        sometimes = List.copyOf(sometimes);
    }

    public boolean isEmpty() {
        return always.isEmpty() && atLast.isEmpty() && sometimes.isEmpty();
    }

    /** One of them; its text is that of the file. */
    public sealed interface Expectation {}

    /** A promise by the name of its oracle. Every promise is judged anyhow; a named one must be in the report. */
    public record Promise(String name) implements Expectation {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A condition. */
    public record That(Condition condition) implements Expectation {
        @Override
        public String toString() {
            return condition.toString();
        }
    }

    /** A rare situation that the oracles know. */
    public record Reached(Sometimes mark) implements Expectation {
        @Override
        public String toString() {
            return nameOf(mark);
        }
    }

    /** How a scenario file calls a mark, for instance {@code task-came-back}. */
    public static String nameOf(Sometimes mark) {
        return mark.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
