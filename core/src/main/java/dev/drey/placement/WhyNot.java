/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why one more worker of a profile is not placed, as a tree of bounded size: agents that say no for the same reasons
 * are one group, and the largest groups come first.
 *
 * @param agents how many agents were looked at; one that offers to two roles counts twice
 * @param groups at most {@value #MOST_GROUPS}
 * @param leftOut how many agents are in no group of these
 * @param wouldHelp the least that would have to change, in words
 */
public record WhyNot(int agents, List<Group> groups, int leftOut, Optional<String> wouldHelp) {
    /** Nobody was asked. */
    public static final WhyNot NONE = new WhyNot(0, List.of(), 0, Optional.empty());

    static final int MOST_GROUPS = 12;
    static final int MOST_HOSTS = 3;

    public WhyNot {
        groups = List.copyOf(groups);
    }

    /**
     * Agents that say no for the same reasons.
     *
     * @param hosts the names of the first {@value #MOST_HOSTS} of them
     * @param conditions all that a worker needs of an agent, whether it holds there or not
     */
    public record Group(int agents, List<String> hosts, List<Condition> conditions, Optional<String> wouldHelp) {
        public Group {
            hosts = List.copyOf(hosts);
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * One thing that a worker needs of an agent.
     *
     * @param name the name of a resource, or a rule as it was written
     * @param wanted how much is needed; empty for rules
     * @param found what these agents have, for instance {@code 0.5 to 1.5} or {@code r1, 2 workers of 3}; may be empty
     * @param parts the parts of a rule that has some
     */
    public record Condition(String name, boolean holds, String wanted, String found, List<Condition> parts) {
        public Condition {
            parts = List.copyOf(parts);
        }

        /** One without parts. */
        public Condition(String name, boolean holds, String wanted, String found) {
            this(name, holds, wanted, found, List.of());
        }
    }

    /** The same with agents whose offers are not used for other reasons than a rule or too little room. */
    public WhyNot with(List<Group> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(groups);
        all.addAll(more);
        var added = more.stream().mapToInt(Group::agents).sum();
        return largestFirst(agents + added, all, leftOut, wouldHelp);
    }

    static WhyNot largestFirst(int agents, List<Group> groups, int leftOut, Optional<String> wouldHelp) {
        var sorted = new ArrayList<>(groups);
        sorted.sort((a, b) -> Integer.compare(b.agents(), a.agents()));
        var kept = sorted.subList(0, Math.min(MOST_GROUPS, sorted.size()));
        var others = sorted.stream().skip(MOST_GROUPS).mapToInt(Group::agents).sum();
        return new WhyNot(agents, kept, leftOut + others, wouldHelp);
    }
}
