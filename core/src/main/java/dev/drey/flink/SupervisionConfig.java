/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How agents look after a worker, how it is ended, and how others find it.
 *
 * @param killGrace how long it may take to end by itself
 */
public record SupervisionConfig(
        Optional<HealthCheck> healthCheck, Optional<Duration> killGrace, Optional<Discovery> discovery) {

    /** How an agent finds out whether a worker is healthy. */
    public enum CheckType {
        NONE,
        TCP,
        HTTP,
        COMMAND
    }

    /** Who may discover a worker. */
    public enum Visibility {
        NONE,
        FRAMEWORK,
        CLUSTER,
        EXTERNAL
    }

    /**
     * A health check.
     *
     * @param port the position of the port among those of the worker, for TCP and HTTP
     * @param path for HTTP
     * @param command for COMMAND
     * @param failures after how many in a row the worker is killed
     */
    public record HealthCheck(CheckType type, int port, String path, String command, Timing timing, int failures) {}

    /** The times of a health check. */
    public record Timing(Duration grace, Duration interval, Duration timeout) {}

    /** How a worker is announced. {@code _TASK_} in the name is its task id. */
    public record Discovery(Visibility visibility, String name) {}

    static SupervisionConfig read(OptionReader reader, List<String> portKeys) {
        var type = reader.get(SupervisionOptions.CHECK_TYPE);
        var killGrace = reader.optional(SupervisionOptions.KILL_GRACE);
        var visibility = reader.get(SupervisionOptions.DISCOVERY_VISIBILITY);
        return new SupervisionConfig(
                type == CheckType.NONE ? Optional.empty() : Optional.of(check(type, reader, portKeys)),
                killGrace,
                visibility == Visibility.NONE
                        ? Optional.empty()
                        : Optional.of(new Discovery(visibility, reader.get(SupervisionOptions.DISCOVERY_NAME))));
    }

    private static HealthCheck check(CheckType type, OptionReader reader, List<String> portKeys) {
        int failures = reader.notNegative(SupervisionOptions.CHECK_FAILURES);
        if (failures == 0) {
            reader.report(SupervisionOptions.CHECK_FAILURES, "it is zero", "1 or more is allowed");
        }
        return new HealthCheck(
                type,
                type == CheckType.COMMAND ? 0 : port(reader, portKeys),
                path(reader),
                command(type, reader),
                new Timing(
                        reader.notNegativeDuration(SupervisionOptions.CHECK_GRACE),
                        reader.positive(SupervisionOptions.CHECK_INTERVAL),
                        reader.positive(SupervisionOptions.CHECK_TIMEOUT)),
                failures);
    }

    private static int port(OptionReader reader, List<String> portKeys) {
        int port = portKeys.indexOf(reader.get(SupervisionOptions.CHECK_PORT_KEY));
        if (port < 0) {
            reader.report(
                    SupervisionOptions.CHECK_PORT_KEY,
                    "workers have no such port",
                    "use one of " + String.join(", ", portKeys) + ", or add it to "
                            + WorkerOptions.PORT_ASSIGNMENTS.key());
        }
        return Math.max(0, port);
    }

    private static String path(OptionReader reader) {
        var path = reader.get(SupervisionOptions.CHECK_PATH);
        if (!path.startsWith("/")) {
            reader.report(SupervisionOptions.CHECK_PATH, "it does not begin with '/'", "for instance /metrics");
        }
        return path;
    }

    private static String command(CheckType type, OptionReader reader) {
        var command = reader.text(SupervisionOptions.CHECK_COMMAND);
        if (type == CheckType.COMMAND && command.isEmpty()) {
            reader.report(ConfigProblem.missing(SupervisionOptions.CHECK_COMMAND.key())
                    .because("health checks of type COMMAND need a command")
                    .tryInstead("for instance pgrep -f TaskManagerRunner"));
        }
        return command.orElse("");
    }
}
