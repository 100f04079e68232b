/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.placement.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Which wanted workers may be placed at the moment, on which of the held offers, and why the others must wait. */
final class Admission {
    private final Maintenance maintenance;
    private final FailureBudget budget;
    private final Timers timers;
    private final AvoidedAgents avoided = new AvoidedAgents();

    Admission(Maintenance maintenance, FailureBudget budget, Timers timers) {
        this.maintenance = maintenance;
        this.budget = budget;
        this.timers = timers;
    }

    /* Others may be glad of an offer that is of no use here meanwhile. After this time it is looked at anew, since what
     * is known may have changed. */
    private static final Duration LONGEST_REFUSE = Duration.ofMinutes(1);

    /**
     * What may be used now.
     *
     * @param refused offers that may not be used, by the time for which they are to be refused
     * @param avoided the agents of these, and of others given back a short while ago
     */
    record Admitted(
            List<Wanted> wanted, List<Offer> offers, Map<Duration, List<OfferId>> refused, AvoidedAgents avoided) {}

    Admitted admit(Turn turn, List<Wanted> wanted, List<Offer> offers, Explanations explanations) {
        var next = new TreeSet<Instant>();
        var admitted = new ArrayList<Wanted>();
        for (var want : wanted) {
            var wait = waiting(turn.now(), want);
            wait.ifPresentOrElse(
                    reason -> {
                        next.add(reason.until());
                        explanations.say(turn, want.profile().name(), reason.text());
                    },
                    () -> admitted.add(want));
        }
        lookAgain(turn, next);
        return sorted(turn.now(), admitted, offers);
    }

    private Admitted sorted(Instant now, List<Wanted> wanted, List<Offer> offers) {
        var usable = new ArrayList<Offer>();
        var refused = new LinkedHashMap<Duration, List<OfferId>>();
        avoided.forget(now);
        for (var offer : offers) {
            var reason = whyNot(now, offer);
            if (reason.isPresent()) {
                avoided.put(offer.agent(), reason.get());
                refused.computeIfAbsent(refuse(now, reason.get()), refuse -> new ArrayList<>())
                        .add(offer.id());
            } else {
                avoided.remove(offer.agent());
                usable.add(offer);
            }
        }
        return new Admitted(wanted, usable, refused, avoided);
    }

    private Optional<AvoidedAgents.Avoided> whyNot(Instant now, Offer offer) {
        var host = offer.hostname();
        return budget.waiting(now, offer.agent())
                .map(streak -> new AvoidedAgents.Avoided(
                        host, AvoidedAgents.Because.FAILURES, streak.until(), "is avoided until " + told(streak)))
                .or(() -> offer.unavailability()
                        .filter(window -> maintenance.isAvoided(now, offer))
                        .map(window -> new AvoidedAgents.Avoided(
                                host,
                                AvoidedAgents.Because.MAINTENANCE,
                                now.plus(LONGEST_REFUSE),
                                "has maintenance from " + window.start() + " on")));
    }

    private static Duration refuse(Instant now, AvoidedAgents.Avoided reason) {
        var rest = Duration.between(now, reason.until());
        return rest.compareTo(LONGEST_REFUSE) < 0 ? rest : LONGEST_REFUSE;
    }

    private record Wait(Instant until, String text) {}

    private Optional<Wait> waiting(Instant now, Wanted wanted) {
        return budget.pausedUntil(now)
                .map(until -> new Wait(until, budget.pause()))
                .or(() -> budget.waiting(now, wanted.profile().name())
                        .map(streak -> new Wait(streak.until(), "the next launch waits until " + told(streak))));
    }

    private static String told(CrashLoops.Streak streak) {
        return streak.until() + " after " + streak.failures() + " failures in a row, the last one: " + streak.reason();
    }

    private void lookAgain(Turn turn, TreeSet<Instant> next) {
        if (next.isEmpty()) {
            timers.cancel(turn, TimerKey.Kind.BACK_OFF_OVER);
        } else {
            timers.set(turn, TimerKey.Kind.BACK_OFF_OVER, next.first());
        }
    }
}
