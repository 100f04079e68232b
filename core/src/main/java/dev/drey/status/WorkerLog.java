/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import dev.drey.store.WorkerRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happened to one worker, the last {@value #KEPT} changes of it. */
final class WorkerLog {
    /** Its intent is being written; nothing was sent. */
    static final String PLACED = "PLACED";
    /** Its launch was sent to the master. */
    static final String LAUNCHED = "LAUNCHED";
    /** An earlier leader left it; nothing was heard of it yet. */
    static final String RECOVERED = "RECOVERED";
    /** It is to go. */
    static final String RELEASED = "RELEASED";
    /** A kill was sent. */
    static final String KILL_SENT = "KILL_SENT";
    /** It ended, or is given up. */
    static final String TERMINATED = "TERMINATED";

    private static final int KEPT = 20;

    private final Deque<FleetStatus.Change> changes = new ArrayDeque<>();
    private WorkerRecord record;
    private boolean registered;

    WorkerLog(Instant now, WorkerRecord record, String state) {
        this.record = record;
        note(now, state, "");
    }

    /** What is said twice counts once, so that repeated kills do not push out what matters. */
    void note(Instant now, String state, String detail) {
        var last = changes.peekLast();
        if (last != null && last.state().equals(state)) {
            changes.removeLast();
            var said = detail.isEmpty() ? last.detail() : detail;
            changes.addLast(new FleetStatus.Change(last.at(), state, said));
            return;
        }
        changes.addLast(new FleetStatus.Change(now, state, detail));
        if (changes.size() > KEPT) {
            changes.removeFirst();
        }
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

    boolean isCounted() {
        return record.goal() == WorkerRecord.Goal.LAUNCHED;
    }

    FleetStatus.Worker worker() {
        var last = changes.getLast();
        return new FleetStatus.Worker(
                record.task().value(),
                record.profile(),
                record.agent().value(),
                record.hostname(),
                last.state(),
                last.at(),
                registered,
                List.copyOf(changes));
    }
}
