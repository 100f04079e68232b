/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import dev.drey.harness.scenario.file.ScenarioFile;
import dev.drey.harness.simulated.SimulatedWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drey simulate}: plays seeds in virtual time and judges them; keeps what is needed to understand a failure. */
@Command(
        name = "simulate",
        description = "Plays the scheduler on a simulated Mesos with faults, in virtual time.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without a scenario each seed draws a cluster, a demand and faults of all kinds.",
            "Exit code: 0 all promises were kept, 1 one was broken, 2 wrong usage."
        })
final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Scenarios to play, or folders of them.")
    private List<Path> files = List.of();

    @Option(names = "--scenario", paramLabel = "FILE", description = "The same as FILE.")
    private List<Path> more = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "A..B",
            converter = SeedRange.Converter.class,
            description = "The seeds to play, for instance 7 or 1..1000 (default: 1..100, or from 1 on with --for).")
    private Optional<SeedRange> seeds;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Play seeds for this time, for instance 10m.")
    private Optional<Duration> limit;

    @Option(names = "--twice", description = "Play each seed twice and fail if the two differ.")
    private boolean twice;

    @Option(names = "--resume", description = "Go on where a campaign of the same scenario was interrupted.")
    private boolean resume;

    @Option(
            names = "--every-crash-point",
            description = "Play the scenario once for every gap between two effects of the appmaster, with a crash"
                    + " exactly there, and once more with a second crash while the next one takes over.")
    private boolean everyCrashPoint;

    @Option(names = "--schema", description = "Print the JSON schema of scenario files and do nothing else.")
    private boolean schema;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many seeds to play at once (default: one per core).")
    private Optional<Integer> threads;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            defaultValue = "target/sim",
            description = "Where summaries and what is known of failed seeds are put (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(
            names = "--shrink-seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "For how long to shrink the first failure (default: ${DEFAULT-VALUE}; 0: not at all).")
    private int shrinkSeconds;

    @Override
    public Integer call() throws Exception {
        if (schema) {
            spec.commandLine().getOut().println(ScenarioFile.schema().toPrettyString());
            return 0;
        }
        var scenarios = scenarios();
        boolean good = everyCrashPoint ? crash(scenarios) : play(scenarios);
        spec.commandLine().getOut().flush();
        return good ? 0 : 1;
    }

    private List<Subject> scenarios() throws IOException {
        var all = new ArrayList<Subject>();
        for (Path path : Stream.concat(files.stream(), more.stream()).toList()) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> inside = Files.walk(path)) {
                    for (Path file : inside.filter(file -> file.toString().endsWith(".yaml"))
                            .sorted()
                            .toList()) {
                        all.add(Subject.of(file));
                    }
                }
            } else {
                all.add(Subject.of(path));
            }
        }
        return all;
    }

    private boolean play(List<Subject> scenarios) throws IOException, InterruptedException {
        var range = seeds.orElse(limit.isPresent() ? SeedRange.ENDLESS : SeedRange.HUNDRED);
        var settings = new CampaignRun.Settings(range, limit, twice, resume, threads(), folder, shrinkSeconds);
        var run = new CampaignRun(
                settings, spec.commandLine().getOut(), spec.commandLine().getErr());
        if (scenarios.isEmpty()) {
            return run.play(Subject.MIXED);
        }
        boolean good = true;
        for (Subject scenario : scenarios) {
            good &= isPlayable(scenario) ? run.play(scenario) : true;
        }
        return good;
    }

    private boolean isPlayable(Subject subject) {
        var why = new SimulatedWorld(folder).cannotPlay(subject.scenario().orElseThrow());
        why.ifPresent(reason -> spec.commandLine().getOut().println("skipped " + subject.name() + ": " + reason));
        return why.isEmpty();
    }

    private boolean crash(List<Subject> scenarios) throws IOException, InterruptedException {
        if (scenarios.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--every-crash-point needs a scenario");
        }
        long seed = seeds.map(SeedRange::first).orElse(1L);
        var run = new CrashPointRun(
                threads(),
                folder,
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
        boolean good = true;
        for (Subject subject : scenarios) {
            good &= run.play(subject.scenario().orElseThrow(), seed);
        }
        return good;
    }

    private int threads() {
        return threads.orElse(Runtime.getRuntime().availableProcessors());
    }
}
