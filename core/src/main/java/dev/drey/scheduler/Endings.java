/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.AgentId;
import dev.drey.model.TaskId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The workers whose end is being written: what to say about it, and what to acknowledge once it is durable. */
final class Endings {
    private final Subscription subscription;
    private final Map<TaskId, Ending> endings = new LinkedHashMap<>();
    private final Set<TaskId> alive = new LinkedHashSet<>();

    private record Ending(String diagnostics, Set<Call.Acknowledge> acknowledgements) {}

    Endings(Subscription subscription) {
        this.subscription = subscription;
    }

    void begin(TaskId task, String diagnostics) {
        endings.put(task, new Ending(diagnostics, new LinkedHashSet<>()));
    }

    boolean isEnding(TaskId task) {
        return endings.containsKey(task);
    }

    /** Its process is heard of after all, or not any more. */
    void heard(TaskId task, boolean isAlive) {
        if (isAlive) {
            alive.add(task);
        } else {
            alive.remove(task);
        }
    }

    /** Acknowledges now, or, if the end of this task is being written, when that is done. */
    void acknowledge(Turn turn, TaskId task, AgentId agent, String uuid) {
        var acknowledgement = new Call.Acknowledge(task, agent, uuid);
        var ending = endings.get(task);
        if (ending == null) {
            send(turn, acknowledgement);
        } else {
            ending.acknowledgements().add(acknowledgement);
        }
    }

    /** The end is durable; the client is told unless it knows. Returns whether its process was heard of meanwhile. */
    boolean complete(Turn turn, TaskId task, boolean isKnown) {
        var ending = endings.remove(task);
        ending.acknowledgements().forEach(acknowledgement -> send(turn, acknowledgement));
        if (!isKnown) {
            tell(turn, task, ending.diagnostics());
        }
        return alive.remove(task);
    }

    void tell(Turn turn, TaskId task, String diagnostics) {
        turn.count(Metric.WORKERS_TERMINATED);
        turn.tell(new FleetEvent.WorkerTerminated(task, diagnostics));
    }

    void clear() {
        endings.clear();
        alive.clear();
    }

    /* An acknowledgement that cannot be sent is not missed: the agent repeats the update. */
    private void send(Turn turn, Call.Acknowledge acknowledgement) {
        if (subscription.isSubscribed()) {
            subscription.send(turn, acknowledgement);
            turn.count(Metric.UPDATES_ACKNOWLEDGED);
        }
    }
}
