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

    WorkerEvents(Timeouts timeouts, Timers timers, Fleet fleet, PendingPersists persists, Subscription subscription) {
        this.timeouts = timeouts;
        this.timers = timers;
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

    /** Does nothing if the worker is not known (any more). */
    void on(Turn turn, TaskId task, TaskEvent event, String diagnostics) {
        fleet.find(task).ifPresent(worker -> {
            var step = WorkerLifeCycle.next(worker.state(), event);
            if (step.isEmpty()) {
                turn.count(Metric.UNLISTED_TRANSITIONS);
                return;
            }
            fleet.put(worker.in(step.get().next()));
            moveLaunchTimer(turn, worker, step.get().next());
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
            case STORE_RELEASE -> storeRelease(turn, worker.task());
            case KILL -> kills.kill(turn, worker.task(), Optional.of(worker.agent()));
            case STORE_END -> storeEnd(turn, worker.task(), diagnostics);
            case FORGET -> forget(turn, worker.task());
        }
    }

    private void storeRelease(Turn turn, TaskId task) {
        var released = fleet.find(task).orElseThrow().released();
        fleet.put(released);
        persists.write(
                turn,
                new StoreChange.PutWorkers(List.of(released.record())),
                then -> on(then, task, TaskEvent.RELEASE_STORED, ""));
    }

    private void storeEnd(Turn turn, TaskId task, String diagnostics) {
        kills.done(turn, task);
        reconciliation.answered(turn, task);
        endings.begin(task, diagnostics);
        persists.write(turn, new StoreChange.RemoveWorker(task), then -> on(then, task, TaskEvent.END_STORED, ""));
    }

    private void forget(Turn turn, TaskId task) {
        fleet.remove(task);
        timers.cancel(turn, new TimerKey(TimerKey.Kind.REGISTRATION_TIMEOUT, task.value()));
        endings.complete(turn, task);
    }
}
