/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.container;

import dev.drey.simulator.agent.Containers.Launch;
import dev.drey.simulator.agent.Probe;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Performs a probe of a task, as the task itself would: in its sandbox, with its environment, on its own network. */
record Look(Launch launch, Path sandbox, ContainerSettings settings) {
    private static final String LOOPBACK = "127.0.0.1";

    /** The result; empty if there was none in time. */
    OptionalInt at(Probe probe) {
        try {
            if (probe instanceof Probe.Command command) {
                return run(command);
            } else if (probe instanceof Probe.Http http) {
                return OptionalInt.of(get(http));
            } else if (probe instanceof Probe.Tcp tcp) {
                return OptionalInt.of(connect(tcp));
            }
            throw new IllegalStateException("nobody performs " + probe);
        } catch (IOException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    private OptionalInt run(Probe.Command probe) throws IOException, InterruptedException {
        Optional<String> user;
        try {
            user = Users.toBecome(launch);
        } catch (Users.UnknownUser e) {
            throw new IOException(e);
        }
        var builder = new ProcessBuilder(CommandLine.of(probe.command(), user))
                .directory(sandbox.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(Redirect.appendTo(sandbox.resolve("stdout").toFile()))
                .redirectError(Redirect.appendTo(sandbox.resolve("stderr").toFile()));
        builder.environment().clear();
        builder.environment().putAll(TaskEnvironment.of(launch, sandbox, settings));
        probe.command().getEnvironment().getVariablesList().forEach(own -> builder.environment()
                .put(own.getName(), own.getValue()));
        var process = builder.start();
        if (process.waitFor(probe.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
            return OptionalInt.of(process.exitValue());
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return OptionalInt.empty();
    }

    private static int get(Probe.Http probe) throws IOException, InterruptedException {
        var uri = URI.create(probe.scheme() + "://" + LOOPBACK + ":" + probe.port() + probe.path());
        var request = HttpRequest.newBuilder(uri).timeout(atLeastOneMilli(probe.timeout()));
        var client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS);
        return client.build().send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static int connect(Probe.Tcp probe) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(LOOPBACK, probe.port()), (int)
                    atLeastOneMilli(probe.timeout()).toMillis());
            return 1;
        } catch (IOException e) {
            return 0;
        }
    }

    private static Duration atLeastOneMilli(Duration timeout) {
        return timeout.toMillis() < 1 ? Duration.ofMillis(1) : timeout;
    }
}
