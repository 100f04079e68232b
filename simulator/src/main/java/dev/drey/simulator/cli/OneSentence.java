/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.cli;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports errors to people: one sentence that says what to do, no stack trace. */
final class OneSentence {
    private OneSentence() {}

    /** For arguments that cannot be understood. */
    static int usage(ParameterException problem, String[] arguments) {
        print(problem.getCommandLine(), sentence(problem));
        return problem.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
    }

    static void print(CommandLine command, String sentence) {
        var err = command.getErr();
        err.println("drey " + command.getCommandName() + ": " + sentence);
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
        var argument = problem.getUnmatched().get(0);
        var nearest = problem.getSuggestions().stream().findFirst();
        var kind = argument.startsWith("-") ? "option" : "argument";
        return String.format(Locale.ROOT, "There is no %s '%s': ", kind, argument)
                + nearest.map(name -> "did you mean " + name + "?").orElse("--help shows all options.");
    }
}
