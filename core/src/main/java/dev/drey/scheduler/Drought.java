/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import java.time.Instant;
import java.util.Optional;

/**
 * Notices that workers are wanted but no offers come, explains it, and asks for offers anew in case a call was lost.
 */
final class Drought {
    private final OfferSettings settings;
    private final Timers timers;
    private final Demand demand;
    private final HeldOffers held;
    private Optional<Instant> since = Optional.empty();

    Drought(OfferSettings settings, Timers timers, Demand demand, HeldOffers held) {
        this.settings = settings;
        this.timers = timers;
        this.demand = demand;
        this.held = held;
    }

    void offersCame() {
        since = Optional.empty();
    }

    void settle(Turn turn, boolean isDry) {
        if (!isDry) {
            since = Optional.empty();
            timers.cancel(turn, TimerKey.Kind.OFFER_DROUGHT);
        } else if (since.isEmpty()) {
            since = Optional.of(turn.now());
            timers.set(turn, TimerKey.Kind.OFFER_DROUGHT, turn.now().plus(settings.drought()));
        }
    }

    /** It has lasted for too long. */
    void lasts(Turn turn, Explanations explanations, Subscription subscription, OfferDemand offers) {
        since.ifPresent(start -> {
            demand.wanted()
                    .forEach(wanted ->
                            explanations.noOffers(turn, wanted.profile().name(), start, subscription.isSubscribed()));
            if (subscription.isReady() && !start.plus(settings.droughtRevive()).isAfter(turn.now())) {
                held.declineAnsweredAgain(turn);
                offers.revive(turn);
            }
            timers.set(turn, TimerKey.Kind.OFFER_DROUGHT, turn.now().plus(settings.droughtRevive()));
        });
    }
}
