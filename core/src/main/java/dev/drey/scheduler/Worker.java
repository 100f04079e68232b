/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.AgentId;
import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.store.WorkerRecord;
import java.util.Optional;

/**
 * A worker as the scheduler sees it.
 *
 * @param told the task state the client was told last
 * @param mourned whether the client was told already that it ended, since it was given up
 */
record Worker(WorkerRecord record, WorkerState state, Optional<TaskState> told, boolean mourned) {

    static Worker placed(WorkerRecord record) {
        return new Worker(record, WorkerState.PLACED, Optional.empty(), false);
    }

    /** One that an earlier leader left. */
    static Worker recovered(WorkerRecord record) {
        return new Worker(record, WorkerState.recovered(record.goal()), Optional.empty(), false);
    }

    TaskId task() {
        return record.task();
    }

    AgentId agent() {
        return record.agent();
    }

    /** Whether it counts against the declared number of its profile. */
    boolean isCounted() {
        return record.goal() == WorkerRecord.Goal.LAUNCHED;
    }

    /** Whether its launch was sent, and its end is not known. */
    boolean isLaunched() {
        return state != WorkerState.PLACED && state != WorkerState.ENDING;
    }

    /** Whether it is on its way out because this side wants that. */
    boolean isLetGo() {
        return !isCounted();
    }

    Worker in(WorkerState next) {
        return new Worker(record, next, told, mourned);
    }

    Worker released() {
        return new Worker(record.released(), state, told, mourned);
    }

    Worker told(TaskState taskState) {
        return new Worker(record, state, Optional.of(taskState), mourned);
    }

    Worker givenUp() {
        return new Worker(record, state, told, true);
    }
}
