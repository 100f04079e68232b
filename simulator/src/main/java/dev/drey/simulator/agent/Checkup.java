/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import dev.drey.simulator.agent.Containers.Container;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CheckStatusInfo;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/**
 * Performs the check and the health check of one running task.
 *
 * <p>A check only tells its result whenever that changes. A health check tells the first success, each failure outside
 * of the initial grace period, and the first success after failures; too many failures in a row end the task.
 */
final class Checkup {
    private final Supplier<Host> host;
    private final TaskInfo task;
    private final Consumer<Reason> onChange;
    private final Runnable onUnhealthy;
    private final List<Rounds> rounds = new ArrayList<>();
    private Optional<CheckStatusInfo> checked;
    private Optional<Boolean> healthy = Optional.empty();
    private Instant started = Instant.MIN;
    private int failures;
    private boolean gaveUp;

    /**
     * @param host asked each time, as the agent's process may be another by then
     * @param onChange told that RUNNING is to be reported again, and why
     * @param onUnhealthy told once that the task is to be killed
     */
    Checkup(Supplier<Host> host, TaskInfo task, Consumer<Reason> onChange, Runnable onUnhealthy) {
        this.host = host;
        this.task = task;
        this.onChange = onChange;
        this.onUnhealthy = onUnhealthy;
        this.checked = task.hasCheck() ? Optional.of(result(OptionalInt.empty())) : Optional.empty();
    }

    /** The task runs. */
    void start(Container container) {
        started = host.get().now();
        var check = task.getCheck();
        var health = task.getHealthCheck();
        if (task.hasCheck()) {
            Probe.of(check)
                    .ifPresent(probe -> begin(
                            new Rounds(host, probe, seconds(check.getIntervalSeconds()), this::onCheck),
                            container,
                            seconds(check.getDelaySeconds())));
        }
        if (task.hasHealthCheck()) {
            Probe.of(health)
                    .ifPresent(probe -> begin(
                            new Rounds(host, probe, seconds(health.getIntervalSeconds()), this::onHealth),
                            container,
                            seconds(health.getDelaySeconds())));
        }
    }

    /** The task is being killed or has ended. */
    void stop() {
        rounds.forEach(Rounds::stop);
    }

    /** Adds what is known to a status of the task. */
    void describe(TaskStatus.Builder status) {
        checked.ifPresent(status::setCheckStatus);
        if (status.getState() == TaskState.TASK_RUNNING) {
            healthy.ifPresent(status::setHealthy);
        } else if (status.getState() == TaskState.TASK_KILLED && gaveUp) {
            status.setHealthy(false);
        }
    }

    private void begin(Rounds made, Container container, Duration delay) {
        rounds.add(made);
        made.start(container, delay);
    }

    private void onCheck(OptionalInt value) {
        var now = result(value);
        if (!checked.equals(Optional.of(now))) {
            checked = Optional.of(now);
            onChange.accept(Reason.REASON_TASK_CHECK_STATUS_UPDATED);
        }
    }

    private CheckStatusInfo result(OptionalInt value) {
        var type = task.getCheck().getType();
        var result = CheckStatusInfo.newBuilder().setType(type);
        if (type == CheckInfo.Type.COMMAND) {
            value.ifPresentOrElse(result.getCommandBuilder()::setExitCode, result::getCommandBuilder);
        } else if (type == CheckInfo.Type.HTTP) {
            value.ifPresentOrElse(result.getHttpBuilder()::setStatusCode, result::getHttpBuilder);
        } else if (type == CheckInfo.Type.TCP) {
            value.ifPresentOrElse(open -> result.getTcpBuilder().setSucceeded(open == 1), result::getTcpBuilder);
        }
        return result.build();
    }

    private void onHealth(OptionalInt value) {
        var check = task.getHealthCheck();
        if (value.isPresent() && isGood(check, value.getAsInt())) {
            boolean news = !healthy.equals(Optional.of(true));
            failures = 0;
            healthy = Optional.of(true);
            if (news) {
                onChange.accept(Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED);
            }
            return;
        }
        boolean inGrace =
                healthy.isEmpty() && host.get().now().isBefore(started.plus(seconds(check.getGracePeriodSeconds())));
        if (!inGrace) {
            fail(check);
        }
    }

    private void fail(HealthCheck check) {
        failures++;
        healthy = Optional.of(false);
        onChange.accept(Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED);
        if (failures >= check.getConsecutiveFailures()) {
            gaveUp = true;
            stop();
            onUnhealthy.run();
        }
    }

    private static boolean isGood(HealthCheck check, int value) {
        return switch (check.getType()) {
            case COMMAND -> value == 0;
            case HTTP -> value >= 200 && value < 400;
            case TCP -> value == 1;
            case UNKNOWN -> true;
        };
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
