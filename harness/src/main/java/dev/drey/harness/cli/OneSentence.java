/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Ends a failed command with one sentence for its user; the stack trace is shown only where DREY_TRACE is set. */
final class OneSentence implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().println("drey " + command.getCommandName() + ": " + message);
        if (System.getenv("DREY_TRACE") != null) {
            failure.printStackTrace(command.getErr());
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
