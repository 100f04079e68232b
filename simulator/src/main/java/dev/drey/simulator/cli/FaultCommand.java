/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drey mesos-fault}: lets things happen to a cluster that {@code drey mesos} runs. */
@Command(
        name = "mesos-fault",
        mixinStandardHelpOptions = true,
        description = {
            "Lets something happen to a cluster of 'drey mesos', and prints how its masters and agents are then.",
            "Actions on an agent or master: kill-agent, start-agent, stop-agent-gracefully, wipe-agent, pause-agent,",
            "resume-agent, partition-agent, partition-agent-to-master, partition-agent-from-master, heal-agent, drain-agent,",
            "reactivate-agent, kill-master, start-master, restart-master. On all: fail-over, heal, list."
        })
public final class FaultCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--admin",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:5049/admin",
            description = "What 'drey mesos' has printed. Default: ${DEFAULT-VALUE}")
    private String admin;

    @Parameters(index = "0", paramLabel = "ACTION", description = "What is to happen.")
    private String action;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "INDEX",
            description = "To which agent or master; the first is 0.")
    private Optional<Integer> index = Optional.empty();

    /** The command with its way to report errors. */
    public static CommandLine commandLine() {
        return new CommandLine(new FaultCommand()).setParameterExceptionHandler(OneSentence::usage);
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            var response = HttpClient.newHttpClient().send(request(), BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                spec.commandLine().getOut().print(response.body());
                spec.commandLine().getOut().flush();
                return 0;
            }
            OneSentence.print(spec.commandLine(), response.body().strip());
        } catch (IOException | IllegalArgumentException e) {
            OneSentence.print(
                    spec.commandLine(),
                    "There is no cluster at " + admin
                            + ": start one with 'drey mesos', and name its admin URL with --admin.");
        }
        return 1;
    }

    private HttpRequest request() {
        if (action.equals("list")) {
            return HttpRequest.newBuilder(URI.create(admin)).build();
        }
        var fault = "{\"" + action.replaceAll("[^a-z-]", "") + "\": "
                + index.map(String::valueOf).orElse("true") + "}";
        return HttpRequest.newBuilder(URI.create(admin + "/faults"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(fault))
                .build();
    }
}
