/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import dev.drey.store.WorkerRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happened to one worker, the last {@value #KEPT} changes of it. */
final class WorkerLog {
    private static final int KEPT = 20;

    private final Deque<FleetStatus.Change> changes = new ArrayDeque<>();
    private WorkerRecord record;
    private String state;
    private Instant since;
    private boolean registered;

    WorkerLog(Instant now, WorkerRecord record, String state, String detail) {
        this.record = record;
        this.state = state;
        this.since = now;
        note(now, state, detail);
    }

    /** What is said again in the same state counts once, so that repeated kills do not push out what matters. */
    void note(Instant now, String next, String detail) {
        if (!state.equals(next)) {
            state = next;
            since = now;
        } else if (isKnown(detail)) {
            return;
        }
        changes.addLast(new FleetStatus.Change(now, next, detail));
        if (changes.size() > KEPT) {
            changes.removeFirst();
        }
    }

    private boolean isKnown(String detail) {
        for (var newestFirst = changes.descendingIterator(); newestFirst.hasNext(); ) {
            var change = newestFirst.next();
            if (!change.state().equals(state)) {
                return false;
            }
            if (change.detail().equals(detail)) {
                return true;
            }
        }
        return false;
    }

    /** More about the state it is in. */
    void add(Instant now, String detail) {
        if (changes.getLast().detail().isEmpty()) {
            changes.removeLast();
        }
        note(now, state, detail);
    }

    void replace(WorkerRecord next) {
        record = next;
    }

    void register() {
        registered = true;
    }

    WorkerRecord record() {
        return record;
    }

    String state() {
        return state;
    }

    boolean isCounted() {
        return record.goal() == WorkerRecord.Goal.LAUNCHED;
    }

    FleetStatus.Worker worker() {
        return new FleetStatus.Worker(
                record.task().value(),
                record.profile(),
                record.agent().value(),
                record.hostname(),
                state,
                since,
                registered,
                List.copyOf(changes));
    }
}
