/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.List;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Tells frameworks of tasks and operations that never started. */
final class Refusals {
    private final TaskBook tasks;
    private final Statuses statuses;

    Refusals(MasterState state, TaskBook tasks) {
        this.tasks = tasks;
        this.statuses = new Statuses(state);
    }

    /** What becomes of a refused task, and why. */
    record Verdict(TaskState state, TaskStatus.Reason reason, String message) {

        static Verdict invalid(TaskStatus.Reason reason, String message) {
            return new Verdict(TaskState.TASK_ERROR, reason, message);
        }
    }

    void refuse(Framework framework, List<TaskInfo> refused, Verdict verdict) {
        refused.forEach(task -> refuse(framework, task, verdict));
    }

    void refuse(Framework framework, TaskInfo task, Verdict verdict) {
        var status = statuses.of(
                        task.getTaskId(), task.getAgentId(), verdict.state(), verdict.reason(), verdict.message())
                .build();
        tasks.countEnd(verdict.state());
        framework.send(Events.update(status));
    }

    /** Refuses the tasks of an operation, or else the operation. */
    void refuse(Framework framework, Offer.Operation operation, Verdict verdict) {
        switch (operation.getType()) {
            case LAUNCH -> refuse(framework, operation.getLaunch().getTaskInfosList(), verdict);
            case LAUNCH_GROUP ->
                refuse(framework, operation.getLaunchGroup().getTaskGroup().getTasksList(), verdict);
            default -> drop(framework, operation, verdict.message());
        }
    }

    /** An operation without an id is dropped in silence. */
    void drop(Framework framework, Offer.Operation operation, String message) {
        if (operation.hasId()) {
            framework.send(Events.operation(OperationStatus.newBuilder()
                    .setOperationId(operation.getId())
                    .setState(OperationState.OPERATION_ERROR)
                    .setMessage(message)
                    .build()));
        }
    }
}
