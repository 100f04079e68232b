/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.TaskId;
import dev.drey.store.WorkerRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** All workers that are known, oldest first, and how many of each profile count against its declaration. */
final class Fleet {
    private final Map<TaskId, Worker> workers = new LinkedHashMap<>();
    private final Map<String, Integer> counted = new TreeMap<>();
    private long departures;

    Fleet(List<WorkerRecord> recovered) {
        recovered.forEach(record -> put(Worker.recovered(record)));
    }

    Optional<Worker> find(TaskId task) {
        return Optional.ofNullable(workers.get(task));
    }

    List<Worker> all() {
        return List.copyOf(workers.values());
    }

    List<Worker> where(Predicate<Worker> condition) {
        return workers.values().stream().filter(condition).toList();
    }

    void put(Worker worker) {
        var before = workers.put(worker.task(), worker);
        if (before != null) {
            count(before, -1);
        }
        count(worker, 1);
    }

    void remove(TaskId task) {
        var removed = workers.remove(task);
        if (removed != null) {
            count(removed, -1);
            departures++;
        }
    }

    /** Grows whenever a worker is removed: where it was, another one may be placed now. */
    long departures() {
        return departures;
    }

    /** How many workers of this profile are placed, live, or may be. */
    int counted(String profile) {
        return counted.getOrDefault(profile, 0);
    }

    private void count(Worker worker, int change) {
        if (worker.isCounted()) {
            counted.merge(worker.record().profile(), change, Integer::sum);
        }
    }
}
