/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.TaskId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Gives each worker a time to report to the client; one that does not is killed, and is wanted again. */
final class Registrations {
    private final Optional<Duration> timeout;
    private final Timers timers;
    private final Fleet fleet;
    private final WorkerEvents workers;
    private final Set<TaskId> recovered = new LinkedHashSet<>();

    Registrations(Optional<Duration> timeout, Timers timers, Fleet fleet, WorkerEvents workers) {
        this.timeout = timeout;
        this.timers = timers;
        this.fleet = fleet;
        this.workers = workers;
        fleet.where(Worker::isCounted).forEach(worker -> recovered.add(worker.task()));
    }

    /** The time of the workers of earlier leaders begins, unless they reported already. */
    void subscribed(Turn turn) {
        recovered.forEach(task -> expect(turn, task));
        recovered.clear();
    }

    void expect(Turn turn, TaskId task) {
        timeout.ifPresent(limit -> timers.set(turn, key(task), turn.now().plus(limit)));
    }

    void registered(Turn turn, TaskId task) {
        recovered.remove(task);
        timers.cancel(turn, key(task));
        workers.on(turn, task, TaskEvent.REGISTERED, "");
    }

    void missed(Turn turn, TaskId task) {
        fleet.find(task)
                .filter(worker -> worker.isCounted() && worker.state() != WorkerState.ENDING)
                .ifPresent(worker -> workers.budget().missed(turn, worker));
        turn.count(Metric.WORKERS_NOT_REGISTERED);
        workers.giveUp(
                turn,
                task,
                "it did not register within " + timeout.orElseThrow().toSeconds() + " s");
    }

    void clear(Turn turn) {
        recovered.clear();
        timers.cancelAll(turn, TimerKey.Kind.REGISTRATION_TIMEOUT);
    }

    private static TimerKey key(TaskId task) {
        return new TimerKey(TimerKey.Kind.REGISTRATION_TIMEOUT, task.value());
    }
}
