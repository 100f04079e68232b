/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.simulator.conformance.Case;
import dev.drey.simulator.conformance.Reports;
import dev.drey.simulator.conformance.Result;
import dev.drey.simulator.conformance.Result.Outcome;
import dev.drey.simulator.conformance.Runner;
import dev.drey.simulator.conformance.Suite;
import dev.drey.simulator.conformance.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code drey conformance}: whether a master does as Mesos does. */
@Command(
        name = "conformance",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Judges whether a master, simulated or real, does as Mesos does. Exit code 0: nothing differs, 1: something does.",
            "It uses a role and frameworks of its own, a few small tasks at a time, and removes what it has made."
        })
public final class ConformanceCommand implements Callable<Integer> {
    private static final int DIFFERS = 1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = {
                "The leading master, for instance http://127.0.0.1:5050.",
                "Without it the control command is asked for a cluster of its profile 'fast'."
            })
    private Optional<String> master = Optional.empty();

    @Option(
            names = "--control",
            paramLabel = "CMD",
            description = {
                "Lets things happen to agents and masters: 'CMD kill-agent 0', ... See docs/conformance-run.md.",
                "Without it the cases that need it are skipped."
            })
    private Optional<String> control = Optional.empty();

    @Option(
            names = "--exclusive",
            description = {
                "Nobody else uses the cluster: also run the cases that drain agents and change weights.",
                "Implied if the control command makes the cluster."
            })
    private boolean exclusive;

    @Option(
            names = "--only",
            paramLabel = "ID,..",
            split = ",",
            description = "Only the cases with these ids, for instance C099,C310.")
    private List<String> only = List.of();

    @Option(names = "--list", description = "Print the cases and what they need, and run none.")
    private boolean list;

    @Option(
            names = "--role",
            defaultValue = "drey-conformance",
            description = "The role to use. Default: ${DEFAULT-VALUE}")
    private String role;

    @Option(names = "--user", description = "As whom tasks are run. Default: you")
    private String user = System.getProperty("user.name");

    @Option(names = "--principal", paramLabel = "NAME", description = "Authenticate as this principal.")
    private Optional<String> principal = Optional.empty();

    @Option(names = "--secret", paramLabel = "SECRET", description = "The secret of the principal.")
    private Optional<String> secret = Optional.empty();

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long something expected may take. Default: 30")
    private int patienceSeconds;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write the results as JUnit XML.")
    private Optional<Path> junit = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the results as JSON.")
    private Optional<Path> json = Optional.empty();

    /** The command with its way to report errors. */
    public static CommandLine commandLine() {
        return new CommandLine(new ConformanceCommand()).setParameterExceptionHandler(OneSentence::usage);
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        var cases = chosen();
        var out = spec.commandLine().getOut();
        if (list) {
            cases.forEach(one -> out.printf(
                    "%-18s %-9s %s%n",
                    String.join(" ", one.ids()), one.need() == Case.Need.NOTHING ? "" : one.need(), one.title()));
            return 0;
        }
        if (patienceSeconds < 1) {
            throw new ParameterException(spec.commandLine(), "--patience must be at least one second.");
        }
        var target = target();
        var runner = new Runner(target);
        var problem = runner.problem();
        if (problem.isPresent()) {
            OneSentence.print(spec.commandLine(), "Cannot judge " + target.master() + ": " + problem.get() + ".");
            return 2;
        }
        out.println("Judging " + target.master() + " by " + cases.size() + " cases.");
        var results = runner.run(cases, result -> {
            out.println(Reports.line(result));
            out.flush();
        });
        out.println(Reports.summary(results) + ".");
        write(results, target);
        return Reports.count(results, Outcome.DIFFERS) == 0 ? 0 : DIFFERS;
    }

    private void write(List<Result> results, Target target) throws IOException {
        if (junit.isPresent()) {
            Reports.junit(results, junit.get());
        }
        if (json.isPresent()) {
            Reports.json(results, target.master(), json.get());
        }
    }

    private List<Case> chosen() {
        var all = Suite.all();
        for (var id : only) {
            if (all.stream().noneMatch(one -> one.ids().contains(id))) {
                throw new ParameterException(
                        spec.commandLine(), "There is no case " + id + ": --list shows what there is.");
            }
        }
        return only.isEmpty()
                ? all
                : all.stream()
                        .filter(one -> one.ids().stream().anyMatch(only::contains))
                        .toList();
    }

    private Target target() throws IOException, InterruptedException {
        if (principal.isPresent() != secret.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--principal and --secret belong together: give both or none.");
        }
        boolean isOwn = master.isEmpty();
        var url = isOwn ? provided() : master.get().replaceFirst("/+$", "");
        return new Target(
                url.contains("://") ? url : "http://" + url,
                principal,
                secret,
                role,
                user,
                Duration.ofSeconds(patienceSeconds),
                control,
                exclusive || isOwn);
    }

    /* The last line of what the command prints is JSON, and names the masters with the leader first. */
    private String provided() throws IOException, InterruptedException {
        var command = control.orElseThrow(() -> new ParameterException(
                spec.commandLine(), "Name a master with --master, or a command with --control."));
        var process = new ProcessBuilder("/bin/sh", "-c", command + " profile fast")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split("\n");
        if (process.waitFor() != 0) {
            throw new ParameterException(spec.commandLine(), "'" + command + " profile fast' failed.");
        }
        return new ObjectMapper()
                .readTree(lines[lines.length - 1])
                .at("/masters/0")
                .asText();
    }
}
