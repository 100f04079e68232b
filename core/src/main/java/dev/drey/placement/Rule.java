/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A condition on where a worker may run: Marathon's operators on a {@link Field}, and combinations of them.
 *
 * <p>A rule that counts looks at all workers of the fleet that are placed so far. An agent that has no value for a
 * field meets none of the operators on it but UNLIKE. The text of a rule is what {@link RuleParser} reads, except
 * for {@link HostAttribute}.
 */
public sealed interface Rule {
    /** Holds everywhere. */
    Rule ANYWHERE = new All(List.of());

    <R> R match(Cases<R> cases);

    /** One method per kind of rule. */
    interface Cases<R> {
        R all(All rule);

        R any(AnyOf rule);

        R not(Not rule);

        R is(Is rule);

        R hostAttribute(HostAttribute rule);

        R like(Like rule);

        R unlike(Unlike rule);

        R cluster(Cluster rule);

        R unique(Unique rule);

        R maxPer(MaxPer rule);

        R groupBy(GroupBy rule);
    }

    /** Every part holds. */
    record All(List<Rule> parts) implements Rule {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.all(this);
        }

        @Override
        public String toString() {
            return parts.stream()
                    .map(part -> part instanceof AnyOf ? "(" + part + ")" : part.toString())
                    .collect(Collectors.joining(" and "));
        }
    }

    /** At least one part holds. */
    record AnyOf(List<Rule> parts) implements Rule {
        public AnyOf {
            parts = List.copyOf(parts);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.any(this);
        }

        @Override
        public String toString() {
            return parts.stream().map(Rule::toString).collect(Collectors.joining(" or "));
        }
    }

    /** The part does not hold. */
    record Not(Rule part) implements Rule {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.not(this);
        }

        @Override
        public String toString() {
            return part instanceof All || part instanceof AnyOf ? "not (" + part + ")" : "not " + part;
        }
    }

    /** The value is this one; numbers, ranges and items may be written in any way. */
    record Is(Field field, String value) implements Rule {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.is(this);
        }

        @Override
        public String toString() {
            return field + ":IS:" + Quoting.value(value);
        }
    }

    /**
     * The value is exactly this text: an item of {@code mesos.constraints.hard.hostattribute}.
     *
     * @param field see {@link Field#ofHostAttribute}
     */
    record HostAttribute(Field field, String value) implements Rule {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.hostAttribute(this);
        }

        @Override
        public String toString() {
            return "host attribute " + field + ":" + value;
        }
    }

    /** The whole value matches this regular expression. */
    record Like(Field field, String regex) implements Rule {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.like(this);
        }

        @Override
        public String toString() {
            return field + ":LIKE:" + Quoting.value(regex);
        }
    }

    /** The value does not match this regular expression, or there is none. */
    record Unlike(Field field, String regex) implements Rule {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unlike(this);
        }

        @Override
        public String toString() {
            return field + ":UNLIKE:" + Quoting.value(regex);
        }
    }

    /** All workers are where the value is this one, or, if none is given, the same as that of all other workers. */
    record Cluster(Field field, Optional<String> value) implements Rule {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.cluster(this);
        }

        @Override
        public String toString() {
            return field + ":CLUSTER"
                    + value.map(text -> ":" + Quoting.value(text)).orElse("");
        }
    }

    /** No other worker is where the value is the same. */
    record Unique(Field field) implements Rule {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unique(this);
        }

        @Override
        public String toString() {
            return field + ":UNIQUE";
        }
    }

    /** At most so many workers are where the value is the same. */
    record MaxPer(Field field, int most) implements Rule {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.maxPer(this);
        }

        @Override
        public String toString() {
            return field + ":MAX_PER:" + most;
        }
    }

    /**
     * Workers are spread evenly: a value that has none is welcome; another one only if no value in use has fewer, and
     * at least {@code least} values are in use.
     */
    record GroupBy(Field field, int least) implements Rule {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.groupBy(this);
        }

        @Override
        public String toString() {
            return field + ":GROUP_BY" + (least > 0 ? ":" + least : "");
        }
    }
}
