/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Tells frameworks what the master knows of their tasks. */
final class Reconciliation {
    private static final TaskStatus.Reason REASON = TaskStatus.Reason.REASON_RECONCILIATION;

    private final MasterState state;
    private final Statuses statuses;

    Reconciliation(MasterState state) {
        this.state = state;
        this.statuses = new Statuses(state);
    }

    void reconcile(Framework framework, Call.Reconcile call) {
        if (call.getTasksCount() == 0) {
            List.copyOf(framework.tasks.values()).forEach(task -> tell(framework, task));
        }
        for (var task : call.getTasksList()) {
            reconcile(
                    framework, task.getTaskId(), task.hasAgentId() ? Optional.of(task.getAgentId()) : Optional.empty());
        }
    }

    /** Answers for one task; in some cases there is no answer to give. */
    void reconcile(Framework framework, TaskID task, Optional<AgentID> agent) {
        var known = framework.tasks.get(task.getValue());
        if (known != null) {
            tell(framework, known);
        } else if (!isInTransition(agent)) {
            framework.send(Events.update(unknown(framework, task, agent)));
        }
    }

    private void tell(Framework framework, Task task) {
        var status = statuses.about(task, task.stateToTell(), REASON, "Reconciliation: Latest task state");
        framework.send(Events.update(status.build()));
    }

    /** True while an agent that may know the task is yet to come back after a failover. */
    private boolean isInTransition(Optional<AgentID> agent) {
        return agent.map(state.agents::isRecovered)
                .orElse(!state.agents.recovered().isEmpty());
    }

    private TaskStatus unknown(Framework framework, TaskID task, Optional<AgentID> agent) {
        var status = statuses.of(
                task,
                TaskStates.orLost(framework, agent.map(this::stateOn).orElse(TaskState.TASK_UNKNOWN)),
                REASON,
                "Reconciliation: Task is unknown");
        agent.ifPresent(status::setAgentId);
        agent.flatMap(state.registry::unreachableSince).ifPresent(since -> status.setUnreachableTime(Times.of(since)));
        return status.build();
    }

    private TaskState stateOn(AgentID agent) {
        if (state.agents.find(agent).isPresent()) {
            return TaskState.TASK_GONE;
        }
        if (state.registry.unreachableSince(agent).isPresent()) {
            return TaskState.TASK_UNREACHABLE;
        }
        return state.registry.isGone(agent) ? TaskState.TASK_GONE_BY_OPERATOR : TaskState.TASK_UNKNOWN;
    }
}
