/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import dev.drey.harness.simulated.FailureFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drey shrink}: makes a run that breaks a promise as small as it can. */
@Command(
        name = "shrink",
        description =
                "Makes a run that breaks a promise smaller, as long as it breaks the same promise in the same way:"
                        + " fewer steps, shorter times, tamer choices. Writes trace, timeline, choices and scenario.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code: 0 it was shrunk, 1 the run breaks no promise, 2 wrong usage."})
final class ShrinkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "A scenario, or the choices.jsonl of a run; without one a mixed run of the seed.")
    private Optional<Path> file;

    @Option(names = "--seed", paramLabel = "N", description = "The seed to play the scenario with (default: 1).")
    private Optional<Long> seed;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = TimeConverter.class,
            description = "For how long (default: ${DEFAULT-VALUE}).")
    private Duration budget;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            defaultValue = "target/sim",
            description = "Where to put what comes of it (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var run = file.isPresent() ? SimulatedRun.again(file.get(), seed) : SimulatedRun.mixed(seed.orElse(1L));
        if (run.result().isGood()) {
            out.println("this run breaks no promise; there is nothing to shrink");
            out.flush();
            return 1;
        }
        var files = new FailureFolder(folder, run.result());
        files.write();
        out.println(files.story());
        out.flush();
        out.println(files.shrink(budget));
        out.flush();
        return 0;
    }
}
