/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.Optional;
import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.TaskInfo;

/** What makes the check and the health check of a task valid. */
final class CheckValidation {

    private CheckValidation() {}

    static Optional<String> problem(TaskInfo task) {
        var problem = task.hasCheck() ? checkProblem(task.getCheck()) : Optional.<String>empty();
        return problem.isPresent() || !task.hasHealthCheck() ? problem : healthProblem(task.getHealthCheck());
    }

    /** The health check with its type filled in, if that can be told from what is there. */
    static HealthCheck withType(HealthCheck check) {
        boolean telling = !check.hasType() && check.hasCommand() != check.hasHttp();
        if (!telling) {
            return check;
        }
        var type = check.hasCommand() ? HealthCheck.Type.COMMAND : HealthCheck.Type.HTTP;
        return check.toBuilder().setType(type).build();
    }

    private static Optional<String> checkProblem(CheckInfo check) {
        if (check.getDelaySeconds() < 0 || check.getIntervalSeconds() < 0 || check.getTimeoutSeconds() < 0) {
            return Optional.of("A check has a negative duration");
        }
        if (!check.hasType()) {
            return Optional.of("A check must specify 'type'");
        }
        return switch (check.getType()) {
            case UNKNOWN -> Optional.of("'UNKNOWN' is not a type of checks");
            case COMMAND -> expect(check.hasCommand(), "A COMMAND check must specify 'command'");
            case HTTP ->
                expect(check.hasHttp(), "An HTTP check must specify 'http'")
                        .or(() -> pathProblem(
                                check.getHttp().hasPath(), check.getHttp().getPath()));
            case TCP -> expect(check.hasTcp(), "A TCP check must specify 'tcp'");
        };
    }

    private static Optional<String> healthProblem(HealthCheck check) {
        if (check.getDelaySeconds() < 0
                || check.getIntervalSeconds() < 0
                || check.getTimeoutSeconds() < 0
                || check.getGracePeriodSeconds() < 0) {
            return Optional.of("A health check has a negative duration");
        }
        if (!withType(check).hasType()) {
            return Optional.of("A health check must specify 'type'");
        }
        return switch (withType(check).getType()) {
            case UNKNOWN -> Optional.of("'UNKNOWN' is not a type of health checks");
            case COMMAND -> expect(check.hasCommand(), "A COMMAND health check must specify 'command'");
            case HTTP ->
                expect(check.hasHttp(), "An HTTP health check must specify 'http'")
                        .or(() -> schemeProblem(check.getHttp()))
                        .or(() -> pathProblem(
                                check.getHttp().hasPath(), check.getHttp().getPath()));
            case TCP -> expect(check.hasTcp(), "A TCP health check must specify 'tcp'");
        };
    }

    private static Optional<String> schemeProblem(HealthCheck.HTTPCheckInfo http) {
        boolean known = !http.hasScheme()
                || http.getScheme().equals("http")
                || http.getScheme().equals("https");
        return expect(known, "Unsupported HTTP health check scheme '" + http.getScheme() + "'");
    }

    private static Optional<String> pathProblem(boolean hasPath, String path) {
        return expect(!hasPath || path.startsWith("/"), "The path '" + path + "' of a check must start with '/'");
    }

    private static Optional<String> expect(boolean fulfilled, String otherwise) {
        return fulfilled ? Optional.empty() : Optional.of(otherwise);
    }
}
