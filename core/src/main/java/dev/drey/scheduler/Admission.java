/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.Offer;
import dev.drey.placement.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Which wanted workers may be placed at the moment, on which of the held offers, and why the others must wait. */
final class Admission {
    private final Maintenance maintenance;
    private final FailureBudget budget;
    private final Timers timers;

    Admission(Maintenance maintenance, FailureBudget budget, Timers timers) {
        this.maintenance = maintenance;
        this.budget = budget;
        this.timers = timers;
    }

    /** What may be used now; {@code note} tells, for people, of offers that may not, and is empty if all may. */
    record Admitted(List<Wanted> wanted, List<Offer> offers, String note) {}

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
        var usable = new ArrayList<Offer>();
        var notes = new TreeSet<String>();
        for (var offer : offers) {
            var streak = budget.waiting(turn.now(), offer.agent());
            if (streak.isPresent()) {
                next.add(streak.get().until());
                notes.add(offer.hostname() + " is avoided until " + told(streak.get()));
            } else if (maintenance.isAvoided(turn.now(), offer)) {
                notes.add(offer.hostname() + " has maintenance from "
                        + offer.unavailability().orElseThrow().start() + " on");
            } else {
                usable.add(offer);
            }
        }
        lookAgain(turn, next);
        return new Admitted(admitted, usable, String.join("; ", notes));
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
