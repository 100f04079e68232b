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
 */
record Worker(WorkerRecord record, WorkerState state, Optional<TaskState> told) {

    static Worker placed(WorkerRecord record) {
        return new Worker(record, WorkerState.PLACED, Optional.empty());
    }

    /** One that an earlier leader left. */
    static Worker recovered(WorkerRecord record) {
        var state = record.goal() == WorkerRecord.Goal.RELEASED ? WorkerState.KILLING : WorkerState.UNCERTAIN;
        return new Worker(record, state, Optional.empty());
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

    Worker in(WorkerState next) {
        return new Worker(record, next, told);
    }

    Worker released() {
        return new Worker(record.released(), state, told);
    }

    Worker told(TaskState taskState) {
        return new Worker(record, state, Optional.of(taskState));
    }
}
