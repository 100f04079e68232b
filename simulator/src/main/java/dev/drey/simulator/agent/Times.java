/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.TaskInfo;

/** The durations a task or a kill asks for. */
final class Times {
    private Times() {}

    static Optional<Duration> grace(KillPolicy policy) {
        return policy.hasGracePeriod()
                ? Optional.of(Duration.ofNanos(policy.getGracePeriod().getNanoseconds()))
                : Optional.empty();
    }

    static Optional<Duration> killGrace(TaskInfo task) {
        return grace(task.getKillPolicy());
    }

    static Optional<Duration> maxCompletion(TaskInfo task) {
        return task.hasMaxCompletionTime()
                ? Optional.of(Duration.ofNanos(task.getMaxCompletionTime().getNanoseconds()))
                : Optional.empty();
    }
}
