/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.HealthCheck;

/** One look at a running task, from where it runs. Its result is one number. */
public sealed interface Probe {

    /** How long to wait for the result. */
    Duration timeout();

    /** The result is the exit code of a command. */
    record Command(CommandInfo command, Duration timeout) implements Probe {}

    /** The result is the status code of a GET. */
    record Http(String scheme, int port, String path, Duration timeout) implements Probe {}

    /** The result is 1 if a connection could be opened, else 0. */
    record Tcp(int port, Duration timeout) implements Probe {}

    /** What a check asks for. */
    static Optional<Probe> of(CheckInfo check) {
        var timeout = seconds(check.getTimeoutSeconds());
        return switch (check.getType()) {
            case COMMAND -> Optional.of(new Command(check.getCommand().getCommand(), timeout));
            case HTTP ->
                Optional.of(new Http(
                        "http", check.getHttp().getPort(), path(check.getHttp().getPath()), timeout));
            case TCP -> Optional.of(new Tcp(check.getTcp().getPort(), timeout));
            case UNKNOWN -> Optional.empty();
        };
    }

    /** What a health check asks for. */
    static Optional<Probe> of(HealthCheck check) {
        var timeout = seconds(check.getTimeoutSeconds());
        var http = check.getHttp();
        return switch (check.getType()) {
            case COMMAND -> Optional.of(new Command(check.getCommand(), timeout));
            case HTTP ->
                Optional.of(new Http(
                        http.hasScheme() ? http.getScheme() : "http", http.getPort(), path(http.getPath()), timeout));
            case TCP -> Optional.of(new Tcp(check.getTcp().getPort(), timeout));
            case UNKNOWN -> Optional.empty();
        };
    }

    private static String path(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
