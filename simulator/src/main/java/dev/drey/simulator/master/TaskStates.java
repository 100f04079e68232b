/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import org.apache.mesos.v1.Protos.TaskState;

/** What the states of tasks mean to the master's books. */
final class TaskStates {

    private TaskStates() {}

    /** True for the states that free a task's resources; LOST is one although the task may still be alive. */
    static boolean isTerminal(TaskState state) {
        return switch (state) {
            case TASK_FINISHED,
                    TASK_FAILED,
                    TASK_KILLED,
                    TASK_ERROR,
                    TASK_LOST,
                    TASK_DROPPED,
                    TASK_GONE,
                    TASK_GONE_BY_OPERATOR -> true;
            case TASK_STAGING, TASK_STARTING, TASK_RUNNING, TASK_KILLING, TASK_UNREACHABLE, TASK_UNKNOWN -> false;
        };
    }

    /** The state for a framework that is partition aware, else LOST. */
    static TaskState orLost(Framework framework, TaskState state) {
        return framework.isPartitionAware() ? state : TaskState.TASK_LOST;
    }
}
