/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import dev.drey.flink.InvalidConfigException;
import dev.drey.harness.plan.ClusterDump;
import dev.drey.harness.plan.DumpException;
import dev.drey.harness.plan.MaintenanceDump;
import dev.drey.harness.plan.PlanConfiguration;
import dev.drey.harness.plan.PlanJson;
import dev.drey.harness.plan.PlanRequest;
import dev.drey.harness.plan.PlanText;
import dev.drey.harness.plan.Planner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code drey plan}: where workers would go on a cluster that is there as a dump only. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Says where an appmaster would place workers on a Mesos, and why not, without touching it.",
            "It reads what a master answered: GET /state or /slaves, or the operator call GET_STATE or GET_AGENTS."
        },
        exitCodeOnExecutionException = 2,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all workers have a place",
            "1:some have none",
            "2:wrong usage, a file that is no dump, or a configuration with problems"
        },
        footer = {
            "",
            "For instance:",
            "  curl -sL http://127.0.0.1:5050/state > state.json",
            "  drey plan --state state.json --workers 8 \\",
            "    -Dtaskmanager.memory.process.size=1728m \\",
            "    -Dmesos.constraints.rules=rack:MAX_PER:2"
        })
final class PlanCommand implements Callable<Integer> {
    private static final String STDIN = "-";

    @Spec
    private CommandSpec spec;

    @Option(names = "--state", required = true, paramLabel = "FILE", description = "The dump; - reads standard input.")
    private String state;

    @Option(
            names = {"--configDir", "--config-dir"},
            paramLabel = "DIR",
            description = "Where the appmaster's config.yaml or flink-conf.yaml is (default: -D options only).")
    private Optional<Path> configuration;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            mapFallbackValue = "true",
            description = "An option of Flink or of the appmaster; it comes before that of the file.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many more workers (default: those that slotmanager.number-of-slots.min needs, or 1).")
    private Optional<Integer> workers;

    @Option(
            names = "--framework",
            paramLabel = "ID",
            description = "The framework that is to grow: rules count its tasks as workers (default: a new one).")
    private Optional<String> framework;

    @Option(names = "--only-idle", description = "Leave to other frameworks what is offered to them in the dump.")
    private boolean onlyIdle;

    @Option(
            names = "--maintenance",
            paramLabel = "FILE",
            description = "What the master answered to GET /maintenance/schedule, which /state does not tell.")
    private Optional<String> maintenance;

    @Option(names = "--json", description = "Print the plan as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, DumpException, InvalidConfigException {
        var config = PlanConfiguration.of(configuration, options);
        var fleet = config.fleet();
        var count = workers.orElseGet(config::workers);
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--workers is " + count + ": at least 1 is needed");
        }
        var schedule = maintenance.isPresent()
                ? MaintenanceDump.read(maintenance.get(), content(maintenance.get()))
                : MaintenanceDump.NONE;
        var dump = ClusterDump.read(name(state), content(state));
        var request = new PlanRequest(
                count, framework, onlyIdle, schedule, Clock.systemUTC().instant());
        var plan = Planner.plan(dump, fleet, request);
        var out = spec.commandLine().getOut();
        out.print(
                json
                        ? PlanJson.of(plan).toPrettyString() + System.lineSeparator()
                        : PlanText.of(plan, fleet.scheduler()));
        out.flush();
        return plan.isComplete() ? 0 : 1;
    }

    private static String name(String file) {
        return file.equals(STDIN) ? "standard input" : file;
    }

    private static byte[] content(String file) throws IOException {
        if (file.equals(STDIN)) {
            return System.in.readAllBytes();
        }
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
