/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import dev.drey.harness.scenario.file.ScenarioFile;
import dev.drey.harness.simulated.Campaign;
import dev.drey.harness.simulated.FailureFolder;
import dev.drey.harness.simulated.MixedPlay;
import dev.drey.harness.simulated.Stage;
import dev.drey.harness.simulated.Summary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code drey simulate}: plays seeds in virtual time and judges them; keeps what is needed to understand a failure. */
@Command(
        name = "simulate",
        description = "Plays the scheduler on a simulated Mesos with faults, in virtual time.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code: 0 all promises were kept, 1 one was broken, 2 wrong usage."})
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seeds",
            paramLabel = "A..B",
            defaultValue = "1..100",
            converter = SeedRange.Converter.class,
            description = "The seeds to play, for instance 7 or 1..1000 (default: ${DEFAULT-VALUE}).")
    private SeedRange seeds;

    @Option(names = "--scenario", paramLabel = "FILE", description = "Play this scenario with each seed.")
    private Optional<Path> scenario;

    @Option(names = "--twice", description = "Play each seed twice and fail if the two differ.")
    private boolean twice;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many seeds to play at once (default: one per core).")
    private Optional<Integer> threads;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            defaultValue = "target/sim",
            description = "Where what is known of failed seeds is put (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(
            names = "--shrink-seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "For how long to shrink the first failure (default: ${DEFAULT-VALUE}; 0: not at all).")
    private int shrinkSeconds;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        Campaign.Play play = scenario.isPresent() ? Stage.of(ScenarioFile.read(scenario.get()))::play : new MixedPlay();
        String name = scenario.map(file -> file.getFileName().toString().replace(".yaml", ""))
                .orElse("mixed");
        var summary = new Summary(name, seeds.toString(), seeds.count());
        out.println(summary.opening());
        out.flush();
        var progress = new Progress(spec.commandLine().getErr(), seeds.count());
        int cores = threads.orElse(Runtime.getRuntime().availableProcessors());
        new Campaign(play, twice).play(seeds.first(), seeds.last(), cores, result -> {
            summary.add(result);
            progress.played(result.isGood());
        });
        progress.end();
        for (Campaign.SeedResult failed : summary.failures()) {
            var files = new FailureFolder(folder, failed);
            files.write();
            out.println(files.story());
            if (failed == summary.failures().get(0)
                    && failed.result().violation().isPresent()
                    && shrinkSeconds > 0) {
                out.println(files.shrink(Duration.ofSeconds(shrinkSeconds)));
            }
            out.flush();
        }
        out.print(summary.closing());
        Files.createDirectories(folder);
        Path map = folder.resolve("coverage.html");
        Files.writeString(map, summary.coverage(Set.of()).html());
        out.println("coverage map: " + map);
        out.flush();
        return summary.failures().isEmpty() ? 0 : 1;
    }
}
