/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** What can be true or false of a world at a moment, as {@code tasks(STAGING) >= 2 and offers-held == 0}. */
public record Condition(List<Comparison> all) {
    public Condition {
        all = List.copyOf(all);
    }

    /** Reads a condition; throws {@link ConditionException} which tells where in the text it went wrong. */
    public static Condition parse(String text) {
        return new ConditionParser(text).parse();
    }

    /** Whether all of it holds. */
    public boolean holds(Readings readings) {
        return all.stream().allMatch(comparison -> comparison.holds(readings));
    }

    /** What the measures say now, for instance {@code tasks(STAGING) is 1}; for people. */
    public String explain(Readings readings) {
        return all.stream()
                .filter(comparison -> !comparison.holds(readings))
                .map(comparison -> comparison.measure() + " is " + number(readings.value(comparison.measure())))
                .collect(Collectors.joining(", "));
    }

    /** Whether it speaks of what is, and not of how often something was done. */
    public boolean isAboutState() {
        return all.stream().noneMatch(comparison -> comparison.measure().kind().isCount());
    }

    @Override
    public String toString() {
        return all.stream().map(Comparison::toString).collect(Collectors.joining(" and "));
    }

    /** One measure against one number. */
    public record Comparison(Measure measure, Operator operator, double number) {
        boolean holds(Readings readings) {
            return operator.holds(readings.value(measure), number);
        }

        @Override
        public String toString() {
            return measure.kind().isYesOrNo()
                    ? measure.toString()
                    : measure + " " + operator + " " + Condition.number(number);
        }
    }

    /** How they are compared. */
    public enum Operator {
        EQUAL("=="),
        UNEQUAL("!="),
        AT_LEAST(">="),
        AT_MOST("<="),
        MORE(">"),
        LESS("<");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        boolean holds(double left, double right) {
            return switch (this) {
                case EQUAL -> left == right;
                case UNEQUAL -> left != right;
                case AT_LEAST -> left >= right;
                case AT_MOST -> left <= right;
                case MORE -> left > right;
                case LESS -> left < right;
            };
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
