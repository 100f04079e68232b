/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Task statuses that the master itself makes; they have no uuid and are not to be acknowledged. */
final class Statuses {
    private final MasterState state;

    Statuses(MasterState state) {
        this.state = state;
    }

    TaskStatus.Builder of(TaskID task, TaskState taskState, TaskStatus.Reason reason, String message) {
        return TaskStatus.newBuilder()
                .setTaskId(task)
                .setState(taskState)
                .setSource(TaskStatus.Source.SOURCE_MASTER)
                .setReason(reason)
                .setMessage(message)
                .setTimestamp(state.timestamp());
    }

    TaskStatus.Builder of(TaskID task, AgentID agent, TaskState taskState, TaskStatus.Reason reason, String message) {
        return of(task, taskState, reason, message).setAgentId(agent);
    }

    /** A status about a task in the books, with what its last status told of health, checks and container. */
    TaskStatus.Builder about(Task task, TaskState taskState, TaskStatus.Reason reason, String message) {
        var status = of(task.info().getTaskId(), task.agent(), taskState, reason, message);
        task.executor().ifPresent(status::setExecutorId);
        task.lastStatus().ifPresent(last -> {
            if (last.hasHealthy()) {
                status.setHealthy(last.getHealthy());
            }
            if (last.hasCheckStatus()) {
                status.setCheckStatus(last.getCheckStatus());
            }
        });
        task.containerStatus().ifPresent(status::setContainerStatus);
        return status;
    }
}
