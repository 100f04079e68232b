/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskResourceLimitation;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/**
 * Why an agent ends a container that still runs.
 *
 * @param limits what of was used too much; empty if that is not the cause
 */
public record Termination(Cause cause, String message, List<Resource> limits) {
    public Termination {
        limits = List.copyOf(limits);
    }

    /** What makes an agent do that. */
    public enum Cause {
        /** The container used more memory than it may. */
        MEMORY_LIMIT(Reason.REASON_CONTAINER_LIMITATION_MEMORY, false),
        /** The container used more disk than it may. */
        DISK_LIMIT(Reason.REASON_CONTAINER_LIMITATION_DISK, false),
        /** The resources of the container could not be changed when a task came or went. */
        UPDATE_FAILED(Reason.REASON_CONTAINER_UPDATE_FAILED, true),
        /** Its revocable resources are needed by others. */
        PREEMPTED(Reason.REASON_CONTAINER_PREEMPTED, true);

        private final Reason reason;
        private final boolean gone;

        Cause(Reason reason, boolean gone) {
            this.reason = reason;
            this.gone = gone;
        }
    }

    Reason reason() {
        return cause.reason;
    }

    /** Too much use is the fault of the task; everything else is not. */
    TaskState state(AgentFramework framework) {
        return cause.gone ? framework.goneState() : TaskState.TASK_FAILED;
    }

    Optional<TaskResourceLimitation> limitation() {
        return limits.isEmpty()
                ? Optional.empty()
                : Optional.of(TaskResourceLimitation.newBuilder()
                        .addAllResources(limits)
                        .build());
    }
}
