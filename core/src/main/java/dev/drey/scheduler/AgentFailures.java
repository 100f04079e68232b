/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.AgentId;
import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.model.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Remembers for a while on which agents workers failed, so that the next ones go elsewhere if they can. */
final class AgentFailures {
    /* What the master itself says of a task (refused, offer no longer valid, not known) is not the agent's fault. */
    private static final Set<TaskState> FAULTS =
            EnumSet.of(TaskState.FAILED, TaskState.LOST, TaskState.DROPPED, TaskState.GONE);

    private final Duration memory;
    private final Fleet fleet;
    private final Map<AgentId, Instant> last = new LinkedHashMap<>();

    AgentFailures(Duration memory, Fleet fleet) {
        this.memory = memory;
        this.fleet = fleet;
    }

    /** Before the update changes anything. A worker that was let go, or that ended already, does not count. */
    void hear(Instant now, TaskStatus status) {
        if (FAULTS.contains(status.state()) && status.source() != TaskStatus.Source.MASTER) {
            note(now, status.task());
        }
    }

    /** The worker never reported to the client. */
    void missed(Instant now, TaskId task) {
        note(now, task);
    }

    private void note(Instant now, TaskId task) {
        fleet.find(task)
                .filter(Worker::isCounted)
                .filter(worker -> worker.state() != WorkerState.ENDING)
                .ifPresent(worker -> last.put(worker.agent(), now));
    }

    /** The agents on which a worker failed lately. */
    Set<AgentId> recent(Instant now) {
        last.values().removeIf(failure -> !failure.plus(memory).isAfter(now));
        return new LinkedHashSet<>(last.keySet());
    }
}
