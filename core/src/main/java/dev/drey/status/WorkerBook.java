/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import dev.drey.model.TaskId;
import dev.drey.scheduler.FleetEvent;
import dev.drey.store.StoreChange;
import dev.drey.store.WorkerRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All workers that are in the store or about to be, and the last {@value #ENDED_KEPT} that ended. */
final class WorkerBook {
    private static final int ENDED_KEPT = 50;

    private final Map<TaskId, WorkerLog> workers = new LinkedHashMap<>();
    private final Deque<WorkerLog> ended = new ArrayDeque<>();

    void recovered(Instant now, List<WorkerRecord> records) {
        records.forEach(record -> workers.put(record.task(), new WorkerLog(now, record, WorkerLog.RECOVERED)));
    }

    Optional<WorkerLog> find(TaskId task) {
        return Optional.ofNullable(workers.get(task));
    }

    void on(Instant now, StoreChange change) {
        if (change instanceof StoreChange.PutWorkers put) {
            put.workers().forEach(record -> put(now, record));
        } else if (change instanceof StoreChange.RemoveWorker gone) {
            Optional.ofNullable(workers.remove(gone.task())).ifPresent(log -> end(now, log, ""));
        } else if (change instanceof StoreChange.ForgetFramework || change instanceof StoreChange.Clear) {
            workers.values().forEach(log -> end(now, log, "the framework is gone"));
            workers.clear();
        }
    }

    void on(Instant now, FleetEvent event) {
        if (event instanceof FleetEvent.WorkerLaunched launched) {
            find(launched.worker().task()).ifPresent(log -> log.note(now, WorkerLog.LAUNCHED, ""));
        } else if (event instanceof FleetEvent.WorkerStateChanged changed) {
            find(changed.worker())
                    .ifPresent(log -> log.note(now, changed.state().name(), ""));
        } else if (event instanceof FleetEvent.WorkerTerminated gone) {
            findAny(gone.worker()).ifPresent(log -> log.note(now, WorkerLog.TERMINATED, gone.diagnostics()));
        }
    }

    int counted(String profile) {
        return (int) workers.values().stream()
                .filter(WorkerLog::isCounted)
                .filter(log -> log.record().profile().equals(profile))
                .count();
    }

    List<FleetStatus.Worker> workers() {
        return workers.values().stream().map(WorkerLog::worker).toList();
    }

    List<FleetStatus.Worker> ended() {
        return ended.stream().map(WorkerLog::worker).toList();
    }

    private void put(Instant now, WorkerRecord record) {
        var known = workers.get(record.task());
        if (known == null) {
            workers.put(record.task(), new WorkerLog(now, record, WorkerLog.PLACED));
        } else {
            var isLetGo = known.isCounted() && record.goal() == WorkerRecord.Goal.RELEASED;
            known.replace(record);
            if (isLetGo) {
                known.note(now, WorkerLog.RELEASED, "");
            }
        }
    }

    /* The client is told why as soon as the removal is durable. */
    private Optional<WorkerLog> findAny(TaskId task) {
        return find(task).or(() -> ended.stream()
                .filter(log -> log.record().task().equals(task))
                .findFirst());
    }

    private void end(Instant now, WorkerLog worker, String detail) {
        worker.note(now, WorkerLog.TERMINATED, detail);
        ended.addFirst(worker);
        if (ended.size() > ENDED_KEPT) {
            ended.removeLast();
        }
    }
}
