/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import dev.drey.harness.demo.DemoCommand;
import dev.drey.simulator.cli.ConformanceCommand;
import dev.drey.simulator.cli.FaultCommand;
import dev.drey.simulator.cli.MesosCommand;
import dev.drey.simulator.cli.OneSentence;
import dev.drey.simulator.control.ControlCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code drey} command: what a person runs. */
@Command(
        name = "drey",
        description = "Runs Apache Flink on Apache Mesos, and proves it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            DemoCommand.class,
            MesosCommand.class,
            FaultCommand.class,
            ControlCommand.class,
            ConformanceCommand.class,
            SimulateCommand.class,
            ReplayCommand.class,
            PlanCommand.class,
            ExplainCommand.class,
            ShrinkCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "The appmaster itself has scripts of its own: see core/target/drey-*/bin, made by the first build.",
        })
public final class Drey implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs the command line and ends the JVM with its exit code: 0 done, 1 failed, 2 wrong usage. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Drey())
                .setParameterExceptionHandler(OneSentence::usage)
                .setExecutionExceptionHandler(new Failure())
                .setUsageHelpAutoWidth(true);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
