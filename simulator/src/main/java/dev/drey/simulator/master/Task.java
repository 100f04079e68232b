/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import com.google.protobuf.ByteString;
import dev.drey.simulator.resources.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** A task as the master knows it. */
final class Task {
    private final FrameworkID framework;
    private final TaskInfo info;
    private final List<TaskStatus> statuses = new ArrayList<>();
    private TaskState state = TaskState.TASK_STAGING;
    private Optional<TaskStatus> forwarded = Optional.empty();

    Task(FrameworkID framework, TaskInfo info) {
        this.framework = framework;
        this.info = info;
    }

    /** A task is named by its framework and its own id. */
    record Key(String framework, String task) {}

    Key key() {
        return new Key(framework.getValue(), id());
    }

    String id() {
        return info.getTaskId().getValue();
    }

    FrameworkID framework() {
        return framework;
    }

    AgentID agent() {
        return info.getAgentId();
    }

    TaskInfo info() {
        return info;
    }

    /** The newest state there is, be it known to the scheduler or not. */
    TaskState state() {
        return state;
    }

    boolean isTerminal() {
        return TaskStates.isTerminal(state);
    }

    Resources resources() {
        return Resources.of(info.getResourcesList());
    }

    /** The custom or default executor; none for a command task. */
    Optional<ExecutorID> executor() {
        return info.hasExecutor() ? Optional.of(info.getExecutor().getExecutorId()) : Optional.empty();
    }

    /** The state to tell when asked: the one that was last forwarded to the scheduler, if any. */
    TaskState stateToTell() {
        return forwarded.map(TaskStatus::getState).orElse(state);
    }

    Optional<TaskStatus> lastStatus() {
        return statuses.isEmpty() ? Optional.empty() : Optional.of(statuses.get(statuses.size() - 1));
    }

    /** Of the newest status that has one: those of the agent itself do not. */
    Optional<ContainerStatus> containerStatus() {
        for (int i = statuses.size() - 1; i >= 0; i--) {
            if (statuses.get(i).hasContainerStatus()) {
                return Optional.of(statuses.get(i).getContainerStatus());
            }
        }
        return Optional.empty();
    }

    List<TaskStatus> statuses() {
        return List.copyOf(statuses);
    }

    boolean hasForwarded() {
        return forwarded.isPresent();
    }

    /** True if this acknowledges the terminal update, after which nothing more is to be kept. */
    boolean isEndedBy(ByteString uuid) {
        return forwarded.isPresent()
                && TaskStates.isTerminal(forwarded.get().getState())
                && forwarded.get().getUuid().equals(uuid);
    }

    /**
     * Notes a status and the newest state known with it; a terminal state is never left.
     *
     * @return true if the task ended with this
     */
    boolean note(TaskStatus status, TaskState newest) {
        boolean ended = !isTerminal() && TaskStates.isTerminal(newest);
        if (!isTerminal()) {
            state = newest;
        }
        if (status.hasUuid()) {
            forwarded = Optional.of(status);
        }
        boolean sameState =
                lastStatus().map(last -> last.getState() == status.getState()).orElse(false);
        if (sameState) {
            statuses.remove(statuses.size() - 1);
        }
        statuses.add(status.toBuilder().clearData().build());
        return ended;
    }
}
