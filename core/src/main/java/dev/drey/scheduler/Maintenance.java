/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.AgentId;
import dev.drey.model.InverseOffer;
import dev.drey.model.Offer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Answers inverse offers, moves workers away in time, and keeps new ones off agents that are about to go. */
final class Maintenance {
    /* The master does no more with an answer than to show it and to keep quiet for the refused time; then it asks
     * again, as long as the window is scheduled, also who accepted (mesos hierarchical.cpp: inverse offer filters). So
     * the refused time ends when workers are to be moved: what is heard then is fresh, and a window that was called off
     * moves nobody. A new schedule clears the filters as well. */
    private static final Duration LONGEST_REFUSE = Duration.ofHours(1);
    private static final Duration SHORTEST_REFUSE = Duration.ofSeconds(5);

    private final MaintenanceSettings settings;
    private final Fleet fleet;
    private final WorkerEvents workers;
    private final Subscription subscription;

    Maintenance(MaintenanceSettings settings, Fleet fleet, WorkerEvents workers, Subscription subscription) {
        this.settings = settings;
        this.fleet = fleet;
        this.workers = workers;
        this.subscription = subscription;
    }

    void offered(Turn turn, List<InverseOffer> offers) {
        for (var offer : offers) {
            turn.count(Metric.INVERSE_OFFERS_RECEIVED);
            if (settings.moves()) {
                accept(turn, offer);
            } else {
                subscription.send(turn, new Call.DeclineInverseOffers(List.of(offer.id()), LONGEST_REFUSE));
            }
        }
    }

    private void accept(Turn turn, InverseOffer offer) {
        var untilMove = Duration.between(turn.now(), offer.window().start().minus(settings.moveBefore()));
        var isDue = untilMove.isNegative() || untilMove.isZero();
        subscription.send(
                turn, new Call.AcceptInverseOffers(List.of(offer.id()), isDue ? LONGEST_REFUSE : refuse(untilMove)));
        if (isDue && !MaintenanceSettings.isOver(turn.now(), offer.window())) {
            offer.agent().ifPresent(agent -> move(turn, agent, offer.window().start()));
        }
    }

    private static Duration refuse(Duration untilMove) {
        if (untilMove.compareTo(LONGEST_REFUSE) > 0) {
            return LONGEST_REFUSE;
        }
        return untilMove.compareTo(SHORTEST_REFUSE) < 0 ? SHORTEST_REFUSE : untilMove;
    }

    private void move(Turn turn, AgentId agent, Instant start) {
        fleet.where(worker -> worker.agent().equals(agent) && worker.isCounted() && worker.isLaunched())
                .forEach(worker -> {
                    turn.count(Metric.WORKERS_MOVED);
                    workers.giveUp(turn, worker.task(), "moved, since its agent has maintenance from " + start + " on");
                });
    }

    /** Whether its agent goes so soon that it gets no new workers. */
    boolean isAvoided(Instant now, Offer offer) {
        return offer.unavailability()
                .filter(window -> settings.avoids(now, window))
                .isPresent();
    }
}
