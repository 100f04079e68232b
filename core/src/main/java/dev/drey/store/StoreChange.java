/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.store;

import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import java.util.List;

/** One atomic change of what survives a crash. */
public sealed interface StoreChange {

    /** Remember the framework id the master gave. */
    record PutFrameworkId(FrameworkId id) implements StoreChange {}

    /** Remember these workers, or their new goal. All or none. */
    record PutWorkers(List<WorkerRecord> workers) implements StoreChange {
        public PutWorkers {
            workers = List.copyOf(workers);
        }
    }

    /** Forget a worker whose end is known. */
    record RemoveWorker(TaskId task) implements StoreChange {}

    /** Forget everything: the framework is torn down. */
    record Clear() implements StoreChange {}
}
