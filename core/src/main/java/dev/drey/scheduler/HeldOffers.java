/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The offers that may still be used, for as long and as many as the settings allow. Each is used or given back once.
 */
final class HeldOffers {
    /* An ACCEPT or DECLINE that got lost leaves its offers outstanding at the master for good, which then has nothing
     * left to offer. Declining again is harmless: the master ignores ids it does not know. */
    private static final int ANSWERS_REMEMBERED = 1000;
    /* An answer that is younger may still be on its way. */
    private static final Duration ANSWER_UNDER_WAY = Duration.ofSeconds(5);

    private final OfferSettings settings;
    private final Timers timers;
    private final Subscription subscription;
    private final Map<OfferId, Held> held = new LinkedHashMap<>();
    private final Map<OfferId, Instant> answered = new LinkedHashMap<>();
    private long version;

    /** An offer, and since when it is held. */
    record Held(Offer offer, Instant since) {
        OfferId id() {
            return offer.id();
        }
    }

    HeldOffers(OfferSettings settings, Timers timers, Subscription subscription) {
        this.settings = settings;
        this.timers = timers;
        this.subscription = subscription;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** Grows whenever an offer is added. */
    long version() {
        return version;
    }

    List<Offer> offers() {
        return held.values().stream().map(Held::offer).toList();
    }

    void add(Turn turn, List<Offer> offers) {
        restore(offers.stream().map(offer -> new Held(offer, turn.now())).toList());
    }

    /** Takes back offers that were taken but not used. */
    void restore(Collection<Held> offers) {
        offers.forEach(offer -> held.putIfAbsent(offer.id(), offer));
        version++;
    }

    Optional<Held> take(OfferId id) {
        return Optional.ofNullable(held.remove(id));
    }

    void clear() {
        held.clear();
        answered.clear();
    }

    /** Remembers that these were used or given back, see {@link #declineAnsweredAgain}. */
    void answered(Turn turn, Collection<OfferId> offers) {
        offers.forEach(offer -> answered.put(offer, turn.now()));
        var surplus = answered.size() - ANSWERS_REMEMBERED;
        if (surplus > 0) {
            answered.keySet().stream().limit(surplus).toList().forEach(answered::remove);
        }
    }

    /**
     * For when no offers come, or none that is of use: the answers to the last ones may have been lost, as may this
     * call.
     */
    void declineAnsweredAgain(Turn turn) {
        var youngest = turn.now().minus(ANSWER_UNDER_WAY);
        var overdue = answered.entrySet().stream()
                .filter(answer -> !answer.getValue().isAfter(youngest))
                .map(Map.Entry::getKey)
                .toList();
        if (!overdue.isEmpty()) {
            subscription.send(turn, new Call.Decline(overdue, settings.refuse()));
        }
    }

    void declineAll(Turn turn, Duration refuse) {
        decline(turn, List.copyOf(held.keySet()), refuse);
    }

    /** Gives back what is held for too long or too much, and sees to it that the rest is looked at in time. */
    void settle(Turn turn) {
        var oldestFirst = new ArrayList<>(held.values());
        oldestFirst.sort((a, b) -> a.since().compareTo(b.since()));
        var surplus = Math.max(0, oldestFirst.size() - settings.maxHeld());
        var back = new ArrayList<OfferId>();
        for (var i = 0; i < oldestFirst.size(); i++) {
            if (i < surplus || !deadline(oldestFirst.get(i)).isAfter(turn.now())) {
                back.add(oldestFirst.get(i).id());
            }
        }
        if (!back.isEmpty()) {
            declineAnsweredAgain(turn);
        }
        decline(turn, back, settings.refuse());
        oldestFirst.stream()
                .filter(offer -> held.containsKey(offer.id()))
                .findFirst()
                .ifPresentOrElse(
                        oldest -> timers.set(turn, TimerKey.Kind.OFFER_BUDGET, deadline(oldest)),
                        () -> timers.cancel(turn, TimerKey.Kind.OFFER_BUDGET));
    }

    private Instant deadline(Held offer) {
        return offer.since().plus(settings.holdBudget());
    }

    /** Gives these back. */
    void decline(Turn turn, List<OfferId> offers, Duration refuse) {
        if (!offers.isEmpty()) {
            subscription.send(turn, new Call.Decline(offers, refuse));
            offers.forEach(offer -> {
                held.remove(offer);
                turn.count(Metric.OFFERS_DECLINED);
            });
            answered(turn, offers);
        }
    }
}
