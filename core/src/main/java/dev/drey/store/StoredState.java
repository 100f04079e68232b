/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.store;

import dev.drey.model.Check;
import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that is remembered across crashes: the framework id, if one was ever given, and the workers, oldest first. */
public record StoredState(Optional<FrameworkId> framework, List<WorkerRecord> workers) {
    public static final StoredState EMPTY = new StoredState(Optional.empty(), List.of());

    public StoredState {
        workers = List.copyOf(workers);
        Check.that(
                workers.stream().map(WorkerRecord::task).distinct().count() == workers.size(),
                "a worker is stored twice: %s",
                workers);
    }

    /** What is remembered once {@code change} is durable. */
    public StoredState after(StoreChange change) {
        return change.match(new StoreChange.Cases<>() {
            @Override
            public StoredState putFrameworkId(StoreChange.PutFrameworkId put) {
                return new StoredState(Optional.of(put.id()), workers);
            }

            @Override
            public StoredState putWorkers(StoreChange.PutWorkers put) {
                return new StoredState(framework, merge(put.workers()));
            }

            @Override
            public StoredState removeWorker(StoreChange.RemoveWorker remove) {
                return without(remove.task());
            }

            @Override
            public StoredState forgetFramework(StoreChange.ForgetFramework forget) {
                return EMPTY;
            }

            @Override
            public StoredState clear(StoreChange.Clear clear) {
                return EMPTY;
            }
        });
    }

    private List<WorkerRecord> merge(List<WorkerRecord> changed) {
        Map<TaskId, WorkerRecord> byTask = new LinkedHashMap<>();
        workers.forEach(worker -> byTask.put(worker.task(), worker));
        changed.forEach(worker -> {
            var before = byTask.put(worker.task(), worker);
            Check.that(
                    before == null || before.goal().compareTo(worker.goal()) <= 0,
                    "the goal of worker %s must not go back from RELEASED",
                    worker.task());
        });
        return List.copyOf(byTask.values());
    }

    private StoredState without(TaskId task) {
        return new StoredState(
                framework,
                workers.stream().filter(worker -> !worker.task().equals(task)).toList());
    }
}
