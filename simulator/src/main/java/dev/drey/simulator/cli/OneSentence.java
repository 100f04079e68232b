/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports errors to people: one sentence that says what to do, no stack trace. */
public final class OneSentence {
    private static final String PROGRAM = "drey";

    private OneSentence() {}

    /** For arguments that cannot be understood; fit to be picocli's handler of parameter exceptions. */
    public static int usage(ParameterException problem, String[] arguments) {
        print(problem.getCommandLine(), sentence(problem));
        return problem.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
    }

    public static void print(CommandLine command, String sentence) {
        var err = command.getErr();
        var name = command.getCommandSpec().qualifiedName();
        err.println((name.startsWith(PROGRAM) ? name : PROGRAM + " " + name) + ": " + sentence);
        err.flush();
    }

    private static String sentence(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException) {
            return unmatched((UnmatchedArgumentException) problem);
        }
        var text = problem.getMessage().strip();
        return text.endsWith(".") ? text : text + "; --help shows all options.";
    }

    private static String unmatched(UnmatchedArgumentException problem) {
        var argument = problem.getUnmatched().get(0).replaceFirst("=.*", "");
        var spec = problem.getCommandLine().getCommandSpec();
        var isOption = argument.startsWith("-");
        var known = isOption
                ? spec.options().stream().map(OptionSpec::longestName).toList()
                : List.copyOf(spec.subcommands().keySet());
        var kind = isOption ? "option" : known.isEmpty() ? "argument" : "command";
        return "There is no " + kind + " '" + argument + "': "
                + nearest(argument, known)
                        .map(name -> "did you mean " + name + "?")
                        .orElse("--help shows what there is.");
    }

    /** The name that takes the fewest changes, if these leave at least half of it. */
    static Optional<String> nearest(String word, List<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(word, name)))
                .filter(name -> distance(word, name) * 2 <= name.length());
    }

    /* Letters to insert, delete, replace, or swap with their neighbour. */
    private static int distance(String one, String other) {
        var cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, one, other, i, j);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int cheapest(int[][] cost, String one, String other, int i, int j) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int best = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
