/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import java.time.Instant;
import java.util.Set;

/**
 * Decides when the roles want offers and turns changes into SUPPRESS and REVIVE. While anything is wanted, nothing is
 * suppressed.
 */
final class OfferDemand {
    /* REVIVE also clears the filters of declined offers, so it is worth sending when demand grew; the master's
     * allocator pays for each one, so growth alone causes one per reviveInterval at most. SUPPRESS may be lost or
     * cross offers, so it is repeated, now and then, when offers come nevertheless. Subscribing sets both anew. */
    private final SchedulerSettings settings;
    private final Timers timers;
    private final Subscription subscription;
    private boolean suppressed;
    private boolean growthPending;
    private int lastWanted;
    private Instant lastRevive = Instant.MIN;
    private Instant lastSuppress = Instant.MIN;

    OfferDemand(SchedulerSettings settings, Timers timers, Subscription subscription) {
        this.settings = settings;
        this.timers = timers;
        this.subscription = subscription;
    }

    private Set<String> roles() {
        return settings.framework().roles();
    }

    /** The roles to subscribe as suppressed: these replace what was suppressed before. */
    Set<String> subscribing(int wanted) {
        suppressed = wanted == 0;
        lastWanted = wanted;
        growthPending = false;
        return suppressed ? roles() : Set.of();
    }

    void settle(Turn turn, int wanted, HeldOffers held) {
        if (wanted == 0) {
            rest(turn, held);
        } else {
            growthPending |= wanted > lastWanted;
            if (suppressed || growthPending && !isTooSoon(turn)) {
                revive(turn);
            } else if (growthPending) {
                timers.set(
                        turn,
                        TimerKey.Kind.REVIVE_ALLOWED,
                        lastRevive.plus(settings.offers().reviveInterval()));
            }
        }
        lastWanted = wanted;
    }

    void revive(Turn turn) {
        subscription.send(turn, new Call.Revive(roles()));
        suppressed = false;
        growthPending = false;
        lastRevive = turn.now();
        timers.cancel(turn, TimerKey.Kind.REVIVE_ALLOWED);
    }

    private void rest(Turn turn, HeldOffers held) {
        growthPending = false;
        timers.cancel(turn, TimerKey.Kind.REVIVE_ALLOWED);
        var isIgnored = !held.isEmpty()
                && !lastSuppress.plus(settings.offers().idleRefuse()).isAfter(turn.now());
        if (!suppressed || isIgnored) {
            subscription.send(turn, new Call.Suppress(roles()));
            suppressed = true;
            lastSuppress = turn.now();
        }
        held.declineAll(turn, settings.offers().idleRefuse());
    }

    private boolean isTooSoon(Turn turn) {
        return lastRevive.plus(settings.offers().reviveInterval()).isAfter(turn.now());
    }
}
