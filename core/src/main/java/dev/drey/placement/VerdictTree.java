/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why workers are not placed, for people: a sentence, and below it what it is made of. Of many agents those that fail
 * in the same way stand together, so its length follows from the kinds of failure, not from the number of agents.
 *
 * @param text one line
 * @param branches the parts of it, those that are nearest to a place first; the last one may say what would help
 */
public record VerdictTree(String text, List<VerdictTree> branches) {
    private static final String INDENT = "  ";
    private static final int NAMED = 3;

    public VerdictTree {
        branches = List.copyOf(branches);
    }

    public static VerdictTree leaf(String text) {
        return new VerdictTree(text, List.of());
    }

    /**
     * The verdicts on one profile of workers.
     *
     * @param text what stands above them
     */
    public static VerdictTree of(String text, List<Verdict> verdicts) {
        var branches = new ArrayList<>(
                VerdictGroup.of(verdicts).stream().map(VerdictGroup::tree).toList());
        Remedy.of(verdicts).ifPresent(remedy -> branches.add(leaf("would help: " + remedy)));
        return new VerdictTree(text, branches);
    }

    /** This tree with a further branch. */
    public VerdictTree and(VerdictTree branch) {
        return new VerdictTree(
                text, Stream.concat(branches.stream(), Stream.of(branch)).toList());
    }

    /** One line per node, each two blanks further to the right than the one that it is a part of. */
    public List<String> lines() {
        return Stream.concat(Stream.of(text), branches.stream().flatMap(branch -> branch.lines().stream()
                        .map(line -> INDENT + line)))
                .toList();
    }

    /** How agents are counted and named: {@code 5 agents (a, b, c and 2 more)}. */
    public static String agents(List<String> names) {
        return names.size() == 1 ? names.get(0) : names.size() + " agents (" + first(names, ", ") + ")";
    }

    /** The first ones, and how many more there are. */
    static String first(List<String> all, String separator) {
        var some = all.stream().limit(NAMED).collect(Collectors.joining(separator));
        return all.size() > NAMED ? some + " and " + (all.size() - NAMED) + " more" : some;
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}
