/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import dev.drey.model.TaskId;
import dev.drey.scheduler.FleetEvent;
import dev.drey.scheduler.Insight;
import dev.drey.scheduler.WorkerState;
import dev.drey.store.StoreChange;
import dev.drey.store.WorkerRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All workers that are in the store or about to be, and the last {@value #ENDED_KEPT} that ended. */
final class WorkerBook {
    /** The state of a worker that ended, or is given up, and is about to be forgotten. */
    static final String ENDED = "ENDED";

    private static final int ENDED_KEPT = 50;

    private final Map<TaskId, WorkerLog> workers = new LinkedHashMap<>();
    private final Deque<WorkerLog> ended = new ArrayDeque<>();

    void recovered(Instant now, List<WorkerRecord> records) {
        records.forEach(record -> workers.put(record.task(), recovered(now, record)));
    }

    private static WorkerLog recovered(Instant now, WorkerRecord record) {
        var state = WorkerState.recovered(record.goal());
        return new WorkerLog(now, record, state.name(), "an earlier leader left it");
    }

    Optional<WorkerLog> find(TaskId task) {
        return Optional.ofNullable(workers.get(task));
    }

    void on(Instant now, StoreChange change) {
        if (change instanceof StoreChange.PutWorkers put) {
            put.workers().forEach(record -> put(now, record));
        } else if (change instanceof StoreChange.RemoveWorker gone) {
            Optional.ofNullable(workers.remove(gone.task())).ifPresent(log -> end(now, log, withdrawn(log)));
        } else if (change instanceof StoreChange.ForgetFramework || change instanceof StoreChange.Clear) {
            workers.values().forEach(log -> end(now, log, "the framework is gone"));
            workers.clear();
        }
    }

    void on(Instant now, FleetEvent.WorkerTerminated gone) {
        findAny(gone.worker()).ifPresent(log -> log.add(now, gone.diagnostics()));
    }

    void moved(Instant now, Insight.WorkerMoved moved) {
        find(moved.worker()).ifPresent(log -> log.note(now, moved.state().name(), told(moved)));
    }

    /* Mostly the detail begins with the Mesos state, which is the name of the event, too. */
    private static String told(Insight.WorkerMoved moved) {
        if (moved.detail().startsWith(moved.event())) {
            return moved.detail();
        }
        var event = moved.event().toLowerCase(Locale.ROOT).replace('_', ' ');
        return moved.detail().isEmpty() ? event : event + ": " + moved.detail();
    }

    private static String withdrawn(WorkerLog log) {
        return log.state().equals(WorkerState.PLACED.name()) ? "withdrawn before its launch was sent" : "";
    }

    int counted(String profile) {
        return (int) workers.values().stream()
                .filter(WorkerLog::isCounted)
                .filter(log -> log.record().profile().equals(profile))
                .count();
    }

    /** How many there are in each state of the scheduler. */
    Map<String, Long> states() {
        var counts = new LinkedHashMap<String, Long>();
        for (var state : WorkerState.values()) {
            counts.put(state.name(), 0L);
        }
        workers.values().forEach(log -> counts.merge(log.state(), 1L, Long::sum));
        return counts;
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
            workers.put(record.task(), new WorkerLog(now, record, WorkerState.PLACED.name(), ""));
        } else {
            known.replace(record);
        }
    }

    /* The client is told why as soon as the removal is durable. */
    private Optional<WorkerLog> findAny(TaskId task) {
        return find(task).or(() -> ended.stream()
                .filter(log -> log.record().task().equals(task))
                .findFirst());
    }

    private void end(Instant now, WorkerLog worker, String detail) {
        worker.note(now, ENDED, detail);
        ended.addFirst(worker);
        if (ended.size() > ENDED_KEPT) {
            ended.removeLast();
        }
    }
}
