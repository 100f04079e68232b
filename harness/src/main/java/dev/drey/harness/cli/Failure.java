/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import dev.drey.simulator.cli.OneSentence;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Ends a failed command with one sentence for its user; the stack trace is shown only where DREY_TRACE is set. */
final class Failure implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        OneSentence.print(command, failure.getMessage() == null ? failure.toString() : failure.getMessage());
        if (System.getenv("DREY_TRACE") != null) {
            failure.printStackTrace(command.getErr());
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
