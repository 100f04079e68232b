/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import java.util.Locale;

/**
 * One judgement.
 *
 * @param name the promise or the expectation, as the scenario file has it
 * @param message what happened if it is broken; else empty
 */
public record Verdict(Kind kind, String name, Outcome outcome, String message) {

    /** What was judged, in the order in which it is shown. */
    public enum Kind {
        /** A promise of Mesos frameworks, whatever the scenario. */
        PROMISE,
        /** A step that waits for something, or expects something. */
        STEP,
        ALWAYS,
        FINALLY,
        SOMETIMES;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it was judged. */
    public enum Outcome {
        HELD,
        BROKEN,
        /** Something that must happen sometimes, and did. */
        REACHED,
        /** Something that must happen sometimes, and did not in this run. */
        NOT_REACHED,
        /** Something else was broken before it could be judged, or this world cannot tell. */
        NOT_JUDGED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public static Verdict held(Kind kind, String name) {
        return new Verdict(kind, name, Outcome.HELD, "");
    }

    public static Verdict broken(Kind kind, String name, String message) {
        return new Verdict(kind, name, Outcome.BROKEN, message);
    }

    public static Verdict sometimes(String name, boolean reached) {
        return new Verdict(Kind.SOMETIMES, name, reached ? Outcome.REACHED : Outcome.NOT_REACHED, "");
    }

    public static Verdict notJudged(Kind kind, String name) {
        return new Verdict(kind, name, Outcome.NOT_JUDGED, "");
    }
}
