/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.TaskId;
import dev.drey.store.StoreChange;
import java.util.List;
import java.util.Optional;

/** Feeds events to the life cycle of a worker and does what its table says. */
final class WorkerEvents {
    private final Timeouts timeouts;
    private final Timers timers;
    private final Fleet fleet;
    private final PendingPersists persists;
    private final Kills kills;
    private final Reconciliation reconciliation;
    private final Endings endings;
    private final PartitionTimers partitions;
    private final FailureBudget budget;

    WorkerEvents(
            SchedulerSettings settings,
            Timers timers,
            Fleet fleet,
            PendingPersists persists,
            Subscription subscription) {
        this.timeouts = settings.timeouts();
        this.timers = timers;
        this.partitions = new PartitionTimers(settings.partitions(), timers);
        this.budget =
                new FailureBudget(settings.failures(), settings.placement().avoidsFailing(), fleet);
        this.fleet = fleet;
        this.persists = persists;
        this.kills = new Kills(timeouts.kill(), timers, subscription);
        this.reconciliation = new Reconciliation(timeouts, timers, subscription, fleet);
        this.endings = new Endings(subscription);
        fleet.where(worker -> worker.state() == WorkerState.KILLING)
                .forEach(worker -> kills.expect(worker.task(), worker.agent()));
    }

    Kills kills() {
        return kills;
    }

    Reconciliation reconciliation() {
        return reconciliation;
    }

    Endings endings() {
        return endings;
    }

    FailureBudget budget() {
        return budget;
    }

    /** Kills a worker that the client wants, and tells the client that it ended. */
    void giveUp(Turn turn, TaskId task, String diagnostics) {
        on(turn, task, TaskEvent.GIVE_UP, diagnostics);
    }

    /** An unreachable worker is to be replaced or forgotten, unless the news of it are old or all is paused. */
    void unreachableForTooLong(Turn turn, TimerKey key) {
        var task = new TaskId(key.subject());
        var isReplacement = key.kind() == TimerKey.Kind.REPLACE_DUE;
        var pause = budget.pausedUntil(turn.now());
        if (!reconciliation.isUpToDate(task)) {
            partitions.postpone(turn, key, turn.now().plus(timeouts.reconcile().first()));
        } else if (isReplacement && pause.isPresent()) {
            partitions.postpone(turn, key, pause.get());
        } else if (isReplacement) {
            turn.count(Metric.WORKERS_REPLACED);
            on(turn, task, TaskEvent.REPLACE_DUE, partitions.replacing());
        } else {
            turn.count(Metric.WORKERS_EXPUNGED);
            on(turn, task, TaskEvent.EXPUNGE_DUE, partitions.expunging());
        }
    }

    /** All workers are written off. */
    void clear(Turn turn) {
        kills.clear(turn);
        endings.clear();
        partitions.clear(turn);
        budget.forgetAll();
    }

    /** Does nothing if the worker is not known (any more). */
    void on(Turn turn, TaskId task, TaskEvent event, String diagnostics) {
        fleet.find(task).ifPresent(worker -> {
            var step = WorkerLifeCycle.next(worker.state(), event);
            if (step.isEmpty()) {
                turn.count(Metric.UNLISTED_TRANSITIONS);
                return;
            }
            fleet.put(worker.in(step.get().next()));
            turn.note(new Insight.WorkerMoved(task, step.get().next(), event.name(), diagnostics));
            moveLaunchTimer(turn, worker, step.get().next());
            partitions.moved(turn, worker, step.get().next(), event);
            act(turn, worker, step.get().doing(), diagnostics);
        });
    }

    void onAll(Turn turn, TaskEvent event) {
        fleet.all().forEach(worker -> on(turn, worker.task(), event, ""));
    }

    private void moveLaunchTimer(Turn turn, Worker before, WorkerState next) {
        var key = new TimerKey(TimerKey.Kind.LAUNCH_TIMEOUT, before.task().value());
        if (next == WorkerState.LAUNCHING && before.state() != WorkerState.LAUNCHING) {
            timers.set(turn, key, turn.now().plus(timeouts.launch()));
        } else if (next != WorkerState.LAUNCHING) {
            timers.cancel(turn, key);
        }
    }

    private void act(Turn turn, Worker worker, WorkerLifeCycle.Doing doing, String diagnostics) {
        switch (doing) {
            case NOTHING -> {}
            case ASK -> reconciliation.ask(turn, List.of(worker.task()));
            case STORE_RELEASE -> storeRelease(turn, worker.task(), Optional.empty());
            case STORE_GIVING_UP -> storeRelease(turn, worker.task(), Optional.of(diagnostics));
            case KILL -> kills.kill(turn, worker.task(), Optional.of(worker.agent()));
            case KILL_LATER -> endings.heard(worker.task(), true);
            case STOP_KILLING -> kills.done(turn, worker.task());
            case STORE_END -> storeEnd(turn, worker.task(), diagnostics);
            case FORGET -> forget(turn, worker.task());
        }
    }

    private void storeRelease(Turn turn, TaskId task, Optional<String> givingUp) {
        budget.forget(task);
        timers.cancel(turn, new TimerKey(TimerKey.Kind.REGISTRATION_TIMEOUT, task.value()));
        var released = fleet.find(task).orElseThrow().released();
        fleet.put(released);
        persists.write(turn, new StoreChange.PutWorkers(List.of(released.record())), then -> {
            givingUp.ifPresent(why -> mourn(then, task, why));
            on(then, task, TaskEvent.RELEASE_STORED, "");
        });
    }

    /* Told before it is over, so that the client hears of the end of the old worker before the start of the new one. */
    private void mourn(Turn turn, TaskId task, String why) {
        fleet.find(task)
                .filter(worker -> worker.state() == WorkerState.RELEASING)
                .ifPresent(worker -> {
                    fleet.put(worker.givenUp());
                    endings.tell(turn, task, why);
                });
    }

    private void storeEnd(Turn turn, TaskId task, String diagnostics) {
        kills.done(turn, task);
        reconciliation.answered(turn, task);
        budget.forget(task);
        endings.begin(task, diagnostics);
        persists.write(turn, new StoreChange.RemoveWorker(task), then -> on(then, task, TaskEvent.END_STORED, ""));
    }

    private void forget(Turn turn, TaskId task) {
        var worker = fleet.find(task).orElseThrow();
        fleet.remove(task);
        timers.cancel(turn, new TimerKey(TimerKey.Kind.REGISTRATION_TIMEOUT, task.value()));
        if (endings.complete(turn, task, worker.mourned())) {
            kills.kill(turn, task, Optional.of(worker.agent()));
        }
    }
}
