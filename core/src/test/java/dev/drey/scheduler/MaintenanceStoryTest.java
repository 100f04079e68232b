/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static dev.drey.scheduler.Story.core;
import static dev.drey.scheduler.Story.kill;
import static dev.drey.scheduler.Story.offer;
import static dev.drey.scheduler.Story.offers;
import static dev.drey.scheduler.Story.send;
import static dev.drey.scheduler.Story.terminated;
import static dev.drey.scheduler.UpdateBuilder.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.AgentId;
import dev.drey.model.InverseOffer;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MaintenanceStoryTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration UNTIL_START = Duration.ofHours(12);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void acceptsAnInverseOfferAndAsksNotToBeAskedSoon() {
        var core = core().declared(1).withLiveWorker("w-1").subscribed();

        var early = core.told(inverse("i-1", "a-1"));
        var closer = core.after(UNTIL_START.minusMinutes(30)).told(inverse("i-2", "a-1"));

        assertThat(early).containsExactly(accept("i-1", HOUR));
        assertThat(closer).containsExactly(accept("i-2", Duration.ofMinutes(20)));
    }

    @Test
    void movesTheWorkersOfAnAgentBeforeItsWindowBegins() {
        var core = core().declared(1).withLiveWorker("w-1").subscribed();

        var moved = core.after(UNTIL_START.minusMinutes(10)).told(inverse("i-1", "a-1"));

        assertThat(moved)
                .contains(accept("i-1", HOUR), kill("w-1"))
                .contains(terminated("w-1", "moved, since its agent has maintenance from " + START + " on"));
        assertThat(Story.accepts(core.told(offers(offer("o-1", "a-2"))))).hasSize(1);
    }

    @Test
    void movesNobodyElse() {
        var core = core().declared(1).withLiveWorker("w-1").subscribed();

        var other = core.after(UNTIL_START).told(inverse("i-1", "a-2"));

        assertThat(other).containsExactly(accept("i-1", HOUR));
    }

    @Test
    void declinesInverseOffersIfWorkersShallStay() {
        var core = core();
        core.with(core.settings()
                        .but()
                        .maintenance(new MaintenanceSettings(HOUR, false, Duration.ZERO))
                        .build())
                .declared(1)
                .withLiveWorker("w-1")
                .subscribed();

        var effects = core.after(UNTIL_START).told(inverse("i-1", "a-1"));

        assertThat(effects).containsExactly(send(new Call.DeclineInverseOffers(List.of(new OfferId("i-1")), HOUR)));
    }

    @Test
    void placesNobodyOnAnAgentThatGoesSoonAndSaysWhy() {
        var core = core().declared(1).subscribed();

        var soon = core.after(UNTIL_START.minus(HOUR)).told(offers(withWindow(offer("o-1", "a-1"))));

        assertThat(Story.accepts(soon)).isEmpty();
        assertThat(soon).contains(new Effect.Explain("default", "host-1 has maintenance from " + START + " on"));
    }

    @Test
    void usesAnAgentWhoseWindowIsFarAwayOrOver() {
        var early =
                core().declared(1).subscribed().after(UNTIL_START.minus(HOUR).minusSeconds(1));
        var late = core().declared(1).subscribed().after(UNTIL_START.plus(HOUR));

        assertThat(Story.accepts(early.told(offers(withWindow(offer("o-1", "a-1"))))))
                .hasSize(1);
        assertThat(Story.accepts(late.told(offers(withWindow(offer("o-1", "a-1"))))))
                .hasSize(1);
    }

    @Test
    void aTaskThatADrainedAgentEndedIsNoFailure() {
        var core = core().launching();
        core.told(update("w-1-1").running().input());

        core.told(
                update("w-1-1").in(TaskState.KILLED).byMaster("AGENT_DRAINING").input());

        assertThat(core.everything()).doesNotContain(new Effect.Count(Metric.WORKERS_FAILED));
    }

    /* Found by simulation: an agent was offered again while it still drained, and got fifty launches a second. */
    @Test
    void anAgentThatDropsLaunchesWhileItDrainsIsLeftAloneForAWhile() {
        var core = core().declared(1).subscribed();
        for (var attempt = 1; attempt <= 2; attempt++) {
            core.told(offers(offer("o-" + attempt, "a-1")));
            core.told(update("w-1-" + attempt)
                    .in(TaskState.DROPPED)
                    .byAgent("AGENT_DRAINING")
                    .input());
        }

        assertThat(Story.accepts(core.told(offers(offer("o-3", "a-1"))))).isEmpty();
        assertThat(core.everything()).doesNotContain(new Effect.Count(Metric.WORKERS_FAILED));
    }

    private static Offer withWindow(Offer offer) {
        return new Offer(
                offer.id(),
                offer.agent(),
                offer.hostname(),
                offer.role(),
                offer.resources(),
                offer.attributes(),
                offer.domain(),
                Optional.of(window()));
    }

    private static Offer.Unavailability window() {
        return new Offer.Unavailability(START, Optional.of(HOUR));
    }

    private static Input inverse(String id, String agent) {
        return new Input.InverseOffers(
                List.of(new InverseOffer(new OfferId(id), Optional.of(new AgentId(agent)), window())));
    }

    private static Effect accept(String id, Duration refuse) {
        return send(new Call.AcceptInverseOffers(List.of(new OfferId(id)), refuse));
    }
}
