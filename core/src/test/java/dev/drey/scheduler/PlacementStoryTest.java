/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static dev.drey.scheduler.Story.accepts;
import static dev.drey.scheduler.Story.core;
import static dev.drey.scheduler.Story.decline;
import static dev.drey.scheduler.Story.offer;
import static dev.drey.scheduler.Story.offers;
import static dev.drey.scheduler.Story.persists;
import static dev.drey.scheduler.UpdateBuilder.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.AgentId;
import dev.drey.model.Attribute;
import dev.drey.model.Offer;
import dev.drey.model.TaskId;
import dev.drey.placement.Field;
import dev.drey.placement.PlacementSettings;
import dev.drey.placement.Rule;
import dev.drey.placement.RuleParser;
import dev.drey.placement.RuleSet;
import dev.drey.placement.RuleSyntaxException;
import dev.drey.store.StoreChange;
import dev.drey.store.WorkerRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PlacementStoryTest {
    @Test
    void notesWhatTheRulesLookAtInTheRecord() throws Exception {
        var core = ruled("rack:UNIQUE").declared(1).subscribed();

        var effects = core.told(offers(inRack("o-1", "a-1", "r1")));

        assertThat(persists(effects))
                .extracting(Effect.Persist::change)
                .containsExactly(new StoreChange.PutWorkers(List.of(worker("w-1-1", "a-1", "r1"))));
    }

    @Test
    void workersThatAnEarlierLeaderPlacedCount() throws Exception {
        var core = ruled("rack:UNIQUE")
                .withRecovered(worker("w-0-1", "a-1", "r1"))
                .declared(2)
                .subscribed();

        var effects = core.told(offers(inRack("o-1", "a-2", "r1")));

        assertThat(accepts(effects)).isEmpty();
        assertThat(effects)
                .contains(
                        new Effect.Explain(
                                "default",
                                "1 of 1 agent fails rack:UNIQUE; would help: an agent with room and a rack that no worker is on"));
    }

    @Test
    void takesAHeldOfferWhenTheWorkerThatWasInItsWayIsGone() throws Exception {
        var core = ruled("rack:UNIQUE")
                .withRecovered(worker("w-0-1", "a-1", "r1"))
                .declared(1)
                .subscribed();
        core.told(offers(inRack("o-1", "a-2", "r1")));
        core.told(new Input.WorkersDeclared(Story.PROFILE, 2));
        core.told(offers(inRack("o-2", "a-2", "r1")));

        var effects = core.told(update("w-0-1").failed().withUuid("u-1").input());

        assertThat(accepts(effects)).hasSize(1);
    }

    @Test
    void givesBackAtOnceWhatCanNeverMeetTheRulesAndKeepsTheReason() throws Exception {
        var core = ruled("rack:IS:r2").declared(1).subscribed();

        var effects = core.told(offers(inRack("o-1", "a-1", "r1")));
        var since = core.now();
        var later = core.after(Duration.ofSeconds(10)).fired(TimerKey.Kind.OFFER_DROUGHT);

        var reason = "1 of 1 agent fails rack:IS:r2; would help: an agent with room where rack:IS:r2 holds";
        assertThat(effects)
                .containsExactly(new Effect.Explain("default", reason), decline(Duration.ofMinutes(1), "o-1"));
        assertThat(later)
                .contains(new Effect.Explain(
                        "default", "no offers received since " + since + "; of the last ones " + reason));
    }

    @Test
    void hostAttributesAreRulesLikeTheOthers() {
        var rule = new Rule.HostAttribute(Field.ofHostAttribute("rack"), "r2");
        var core = ruled(RuleSet.NONE.and(rule)).declared(1).subscribed();

        var refused = core.told(offers(inRack("o-1", "a-1", "r1")));
        var accepted = core.told(offers(inRack("o-2", "a-2", "r2")));

        assertThat(refused)
                .containsExactly(
                        new Effect.Explain(
                                "default",
                                "1 of 1 agent fails host attribute rack:r2; would help: an agent with room where "
                                        + "host attribute rack:r2 holds"),
                        decline(Duration.ofMinutes(1), "o-1"));
        assertThat(persists(accepted)).hasSize(1);
    }

    @Test
    void theReasonOfAgentsThatWereGivenBackStays() throws Exception {
        var core = ruled("rack:UNLIKE:r1").declared(1).subscribed();

        var effects = core.told(offers(inRack("o-1", "a-1", "r1"), offer("o-2", "a-2", 0.125)));
        var later = core.told(new Input.Heartbeat());

        assertThat(effects)
                .contains(new Effect.Explain(
                        "default",
                        "1 of 2 agents lacks cpus: largest 0.125, wanted 1; 1 fails rack:UNLIKE:r1; "
                                + "would help: 0.875 more cpus on host-1"));
        assertThat(later).noneMatch(Effect.Explain.class::isInstance);
    }

    @Test
    void placesTheReplacementOnAnotherAgentThanTheOneThatFailed() {
        var core = core().launching();
        core.told(update("w-1-1").failed().input());

        var effects = core.told(offers(offer("o-2", "a-1"), offer("o-3", "a-2")));

        assertThat(agents(effects)).containsExactly(new AgentId("a-2"));
    }

    @Test
    void forgetsAFailureAfterAWhile() {
        var core = core().launching();
        core.told(update("w-1-1").failed().input());

        var effects = core.after(Duration.ofMinutes(10)).told(offers(offer("o-2", "a-1"), offer("o-3", "a-2")));

        assertThat(agents(effects)).containsExactly(new AgentId("a-1"));
    }

    @Test
    void anAgentThatFailedIsBetterThanNone() {
        var core = core().launching();
        core.told(update("w-1-1").failed().input());

        assertThat(agents(core.told(offers(offer("o-2", "a-1"))))).containsExactly(new AgentId("a-1"));
    }

    private static List<AgentId> agents(List<Effect> effects) {
        return accepts(effects).stream()
                .flatMap(accept -> accept.launches().stream())
                .map(Call.Launch::agent)
                .toList();
    }

    private static Story ruled(String rules) throws RuleSyntaxException {
        return ruled(RuleParser.parse(rules));
    }

    private static Story ruled(RuleSet rules) {
        var core = core();
        return core.with(core.settings()
                .but()
                .placement(PlacementSettings.DEFAULT.with(rules))
                .build());
    }

    private static WorkerRecord worker(String task, String agent, String rack) {
        return new WorkerRecord(
                new TaskId(task),
                "default",
                new AgentId(agent),
                "host-1",
                WorkerRecord.Goal.LAUNCHED,
                Map.of("rack", rack),
                List.of(31_000));
    }

    private static Offer inRack(String id, String agent, String rack) {
        var plain = offer(id, agent);
        return new Offer(
                plain.id(),
                plain.agent(),
                plain.hostname(),
                plain.role(),
                plain.resources(),
                List.of(new Attribute("rack", new Attribute.Text(rack))),
                plain.domain(),
                plain.unavailability());
    }
}
