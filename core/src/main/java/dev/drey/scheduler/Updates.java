/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.TaskState;
import dev.drey.model.TaskStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes in status updates and answers to reconciliation: feeds the life cycle, tells the client, kills strays, and
 * acknowledges what has to be acknowledged, after what it changed is durable.
 */
final class Updates {
    /* Nothing durable changes with an update that does not end a worker, so it is acknowledged at once; not doing so
     * would hold back all later updates of that task. The same update may come again, and is acknowledged again. */
    private static final Set<TaskState> FAULTS =
            EnumSet.of(TaskState.FAILED, TaskState.LOST, TaskState.DROPPED, TaskState.GONE);
    private static final String DRAINING = "AGENT_DRAINING";
    private static final Set<String> BLAMELESS = new TreeSet<>(Set.of(DRAINING, "INVALID_OFFERS"));

    private final Fleet fleet;
    private final WorkerEvents workers;

    Updates(Fleet fleet, WorkerEvents workers) {
        this.fleet = fleet;
        this.workers = workers;
    }

    void on(Turn turn, TaskStatus status) {
        var event = TaskEvent.of(status);
        var worker = fleet.find(status.task());
        if (worker.filter(known -> isOfOtherAgent(known, status)).isPresent()) {
            turn.count(Metric.UPDATES_OF_OTHER_AGENTS);
            workers.reconciliation().ask(turn, List.of(status.task()));
        } else if (worker.isPresent()) {
            ofWorker(turn, worker.get(), event, status);
        } else {
            ofStray(turn, event, status);
        }
        var agent = status.agent().or(() -> worker.map(Worker::agent));
        if (status.uuid().isPresent() && agent.isPresent()) {
            workers.endings()
                    .acknowledge(turn, status.task(), agent.get(), status.uuid().get());
        }
    }

    /* No task moves from one agent to another, so this is not about the one that was launched. The master's own word is
     * believed: it names the agent it knows. */
    private static boolean isOfOtherAgent(Worker worker, TaskStatus status) {
        return status.source() != TaskStatus.Source.MASTER
                && status.agent().filter(agent -> !agent.equals(worker.agent())).isPresent();
    }

    private void ofWorker(Turn turn, Worker worker, TaskEvent event, TaskStatus status) {
        var isDoubted = isDoubted(worker, event);
        if (!isDoubted) {
            workers.reconciliation().answered(turn, worker.task());
        }
        if (worker.state() == WorkerState.ENDING && !event.isPresence()) {
            workers.endings().heard(worker.task(), false);
        }
        keepAccount(turn, worker, event, status);
        workers.on(turn, worker.task(), event, describe(status));
        fleet.find(worker.task())
                .filter(now -> tellsNews(now, isDoubted, status))
                .ifPresent(now -> {
                    fleet.put(now.told(status.state()));
                    turn.tell(new FleetEvent.WorkerStateChanged(now.task(), status.state()));
                });
    }

    /* Before the life cycle moves on: what it was tells whether it was wanted. An operator who drains an agent kills
     * the tasks there himself, and a launch on offers that are void fails for no fault of anybody. But an agent may go
     * on draining when it is offered again already; it drops what is launched there, and is left alone for a while. */
    private void keepAccount(Turn turn, Worker worker, TaskEvent event, TaskStatus status) {
        var reason = status.reason().orElse("");
        if (!worker.isLaunched() || worker.isLetGo()) {
            return;
        }
        if (event == TaskEvent.DROPPED && reason.equals(DRAINING)) {
            workers.budget().refused(turn, worker, describe(status));
        }
        if (BLAMELESS.contains(reason)) {
            return;
        }
        if (event == TaskEvent.RUNNING) {
            workers.budget().running(turn, worker.task());
        }
        if (isLossOfAgent(event, reason)) {
            if (worker.state() != WorkerState.UNREACHABLE && !isDoubted(worker, event)) {
                workers.budget().lost(turn, worker, describe(status));
            }
        } else if (status.state().isTerminal() && !event.isAbsence()) {
            workers.budget().failed(turn, worker, isFaultOfAgent(status), describe(status));
        }
    }

    /* A framework without PARTITION_AWARE is told LOST for everything; the reason tells the difference. */
    private static boolean isLossOfAgent(TaskEvent event, String reason) {
        return event == TaskEvent.UNREACHABLE
                || event == TaskEvent.UNKNOWN
                || event == TaskEvent.GONE_BY_OPERATOR
                || event == TaskEvent.LOST && reason.startsWith("AGENT_");
    }

    /* What the master itself says of a task (refused, offer no longer valid) is not the agent's fault. */
    private static boolean isFaultOfAgent(TaskStatus status) {
        return status.source() != TaskStatus.Source.MASTER && FAULTS.contains(status.state());
    }

    private static boolean isDoubted(Worker worker, TaskEvent event) {
        return worker.state() == WorkerState.LAUNCHING && event.isAbsence();
    }

    private static boolean tellsNews(Worker worker, boolean isDoubted, TaskStatus status) {
        var isOver = worker.state() == WorkerState.ENDING || worker.state() == WorkerState.PLACED;
        return !isOver
                && !worker.mourned()
                && !isDoubted
                && worker.told().filter(status.state()::equals).isEmpty();
    }

    /* A task of our framework that no record tells of: given up as lost before it came back, or launched by a framework
     * of the same id in another life. Nobody counts on it. */
    private void ofStray(Turn turn, TaskEvent event, TaskStatus status) {
        turn.count(Metric.UPDATES_FOR_UNKNOWN_TASKS);
        settleKill(turn, event, status);
        if (event.isAlive()) {
            workers.kills().kill(turn, status.task(), status.agent());
        }
    }

    /* While its agent is away a kill is of no use; the update that tells of its return starts another one. */
    private void settleKill(Turn turn, TaskEvent event, TaskStatus status) {
        if (!event.isAlive() && event != TaskEvent.BEING_KILLED) {
            workers.kills().done(turn, status.task());
        }
    }

    private static String describe(TaskStatus status) {
        var text = new StringBuilder(status.state().name()).append(" (").append(status.source());
        status.reason().ifPresent(reason -> text.append(", ").append(reason));
        text.append(')');
        if (!status.message().isBlank()) {
            text.append(": ").append(status.message().strip());
        }
        return text.toString();
    }
}
