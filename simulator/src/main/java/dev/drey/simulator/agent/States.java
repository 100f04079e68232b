/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import java.util.EnumSet;
import org.apache.mesos.v1.Protos.TaskState;

/** Which task states are final. */
final class States {
    private static final EnumSet<TaskState> TERMINAL = EnumSet.of(
            TaskState.TASK_FINISHED,
            TaskState.TASK_FAILED,
            TaskState.TASK_KILLED,
            TaskState.TASK_ERROR,
            TaskState.TASK_LOST,
            TaskState.TASK_DROPPED,
            TaskState.TASK_GONE,
            TaskState.TASK_GONE_BY_OPERATOR);

    private States() {}

    static boolean isTerminal(TaskState state) {
        return TERMINAL.contains(state);
    }
}
