/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.store.StoreChange;

/**
 * The master removed the framework, as it does when the failover timeout expired: its workers are written off, and a
 * new framework is subscribed, which launches what is declared.
 */
final class FrameworkRemoval {
    /* Nothing is subscribed before the old framework is forgotten durably: a crash in between would otherwise leave the
     * workers of the old framework beside the id of the new one. */
    private final Fleet fleet;
    private final WorkerEvents workers;
    private final Registrations registrations;
    private final PendingPersists persists;
    private final Subscription subscription;
    private boolean forgetting;

    FrameworkRemoval(
            Fleet fleet,
            WorkerEvents workers,
            Registrations registrations,
            PendingPersists persists,
            Subscription subscription) {
        this.fleet = fleet;
        this.workers = workers;
        this.registrations = registrations;
        this.persists = persists;
        this.subscription = subscription;
    }

    boolean isForgetting() {
        return forgetting;
    }

    void heal(Turn turn, String message, PendingPersists.Durable subscribeAnew) {
        if (!forgetting) {
            forgetting = true;
            persists.write(turn, new StoreChange.ForgetFramework(), then -> {
                forgetting = false;
                writeOff(then, message);
                subscription.forgetFramework();
                subscribeAnew.then(then);
            });
        }
        turn.add(new Effect.Reconnect("the framework was removed by the master: " + message));
    }

    private void writeOff(Turn turn, String message) {
        turn.count(Metric.FRAMEWORKS_REMOVED);
        workers.clear(turn);
        registrations.clear(turn);
        for (var worker : fleet.all()) {
            fleet.remove(worker.task());
            if (worker.state() != WorkerState.PLACED && !worker.mourned()) {
                turn.count(Metric.WORKERS_TERMINATED);
                turn.tell(new FleetEvent.WorkerTerminated(
                        worker.task(), "the master removed the framework and killed its tasks: " + message));
            }
        }
    }
}
