/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.store.StoreChange;

/**
 * Removes the framework for good: tells the master, forgets everything, and is silent from then on.
 *
 * <p>Without a subscription it waits for one, since the workers would otherwise live on with nobody to know of them.
 */
final class Teardown {
    private final Subscription subscription;
    private final PendingPersists persists;
    private boolean requested;
    private boolean sent;

    Teardown(Subscription subscription, PendingPersists persists) {
        this.subscription = subscription;
        this.persists = persists;
    }

    boolean isRequested() {
        return requested;
    }

    /** Whether nothing but writing is left to do. */
    boolean isSent() {
        return sent;
    }

    void request() {
        requested = true;
    }

    /** Goes on if it can: there is a master to tell it to, or there never was a framework. */
    boolean canProceed() {
        var isNothingThere = subscription.framework().isEmpty() && !subscription.isSubscribing();
        return requested && !sent && (subscription.isSubscribed() || isNothingThere);
    }

    void proceed(Turn turn) {
        subscription.send(turn, new Call.Teardown());
        forget(turn);
    }

    /** The framework does not exist any more, or has been told to go. */
    void forget(Turn turn) {
        sent = true;
        persists.write(turn, new StoreChange.Clear(), then -> {
            then.tell(new FleetEvent.TornDown());
            then.end();
        });
    }
}
