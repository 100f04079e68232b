/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.store;

import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import java.util.List;

/** One atomic change of what survives a crash. Each one may be applied twice with the result of once. */
public sealed interface StoreChange {

    <R> R match(Cases<R> cases);

    /** One method per change, so that a new change breaks every incomplete dispatch at compile time. */
    interface Cases<R> {
        R putFrameworkId(PutFrameworkId change);

        R putWorkers(PutWorkers change);

        R removeWorker(RemoveWorker change);

        R forgetFramework(ForgetFramework change);

        R clear(Clear change);
    }

    /** Remember the framework id the master gave. */
    record PutFrameworkId(FrameworkId id) implements StoreChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.putFrameworkId(this);
        }
    }

    /** Remember these workers, or their new goal. All or none. */
    record PutWorkers(List<WorkerRecord> workers) implements StoreChange {
        public PutWorkers {
            workers = List.copyOf(workers);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.putWorkers(this);
        }
    }

    /** Forget a worker whose end is known. */
    record RemoveWorker(TaskId task) implements StoreChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.removeWorker(this);
        }
    }

    /**
     * Forget the framework id and all workers: the master removed that framework. This leader goes on with a new one.
     */
    record ForgetFramework() implements StoreChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.forgetFramework(this);
        }
    }

    /** Forget everything: the framework is torn down. */
    record Clear() implements StoreChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.clear(this);
        }
    }
}
