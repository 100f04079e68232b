/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import java.util.EnumSet;
import java.util.Set;
import org.apache.mesos.v1.Protos.TaskState;

/** Which states a task does not leave any more, as far as its agent is concerned. */
final class TaskEnds {
    private static final Set<TaskState> TERMINAL = EnumSet.of(
            TaskState.TASK_FINISHED,
            TaskState.TASK_FAILED,
            TaskState.TASK_KILLED,
            TaskState.TASK_ERROR,
            TaskState.TASK_LOST,
            TaskState.TASK_DROPPED,
            TaskState.TASK_GONE);

    private TaskEnds() {}

    static boolean isTerminal(TaskState state) {
        return TERMINAL.contains(state);
    }
}
