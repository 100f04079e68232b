/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A number that a world can be asked for.
 *
 * @param arguments as its kind takes them
 */
public record Measure(Kind kind, List<String> arguments) {
    public Measure {
        arguments = List.copyOf(arguments);
    }

    /** What an argument is. */
    public enum Argument {
        /** A task state of Mesos without {@code TASK_}. */
        STATE,
        /** {@code attribute:value} or {@code agent:index}; may be left out. */
        PLACE,
        /** The name of an attribute. */
        ATTRIBUTE,
        /** The name of a scalar resource. */
        RESOURCE
    }

    /** All there are. */
    public enum Kind {
        TASKS(
                "tasks of the framework in a state, as the leading master has them, perhaps only those in a place",
                Argument.STATE,
                Argument.PLACE),
        WORKERS(
                "those of them that the appmaster's store remembers as wanted, perhaps only those in a place",
                Argument.STATE,
                Argument.PLACE),
        MAX_PER(
                "how many workers run on agents that share a value of an attribute, where they are most",
                Argument.ATTRIBUTE),
        REMEMBERED("workers that the appmaster's store remembers as wanted"),
        LAUNCHES("tasks whose launch was ever asked for"),
        KILLS("KILL calls that were made"),
        STARTS("processes of the appmaster that were started"),
        SUBSCRIPTIONS("how often the master said SUBSCRIBED"),
        FRAMEWORKS("framework ids that the master ever gave to the appmaster"),
        OFFERS_HELD("offers that the appmaster holds, as the leading master sees it"),
        AGENTS("agents that are registered with the leading master and connected"),
        USED("how much of a scalar resource the tasks of the framework hold", Argument.RESOURCE),
        NEIGHBOURS_RUNNING("running tasks of other frameworks"),
        RECONCILED("exactly the workers run that the appmaster's store remembers; stands alone, without a number");

        private final String description;
        private final List<Argument> arguments;

        Kind(String description, Argument... arguments) {
            this.description = description;
            this.arguments = List.of(arguments);
        }

        public String description() {
            return description;
        }

        public List<Argument> arguments() {
            return arguments;
        }

        /** Whether it stands alone and is 1 or 0. */
        public boolean isYesOrNo() {
            return this == RECONCILED;
        }

        /** Whether it counts what was done so far, and not what is. */
        public boolean isCount() {
            return switch (this) {
                case LAUNCHES, KILLS, STARTS, SUBSCRIPTIONS, FRAMEWORKS -> true;
                default -> false;
            };
        }

        static Optional<Kind> named(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.toString().equals(text))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public String toString() {
        return arguments.isEmpty() ? kind.toString() : kind + "(" + String.join(", ", arguments) + ")";
    }
}
