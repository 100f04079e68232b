/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import static dev.drey.placement.Offers.at;
import static dev.drey.placement.Offers.cpus;
import static dev.drey.placement.Offers.mem;
import static dev.drey.placement.Offers.offer;
import static dev.drey.placement.Offers.offerAt;
import static dev.drey.placement.Offers.profile;
import static dev.drey.placement.Offers.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.AgentId;
import dev.drey.model.Amount;
import dev.drey.model.Attribute;
import dev.drey.model.Offer;
import dev.drey.model.Resource;
import dev.drey.model.WorkerProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class MatcherTest {
    private static final WorkerProfile GPU_WORKER =
            new WorkerProfile("gpu", Map.of("cpus", Amount.of(2), "gpus", Amount.of(1)), 0);

    private PlacementSettings settings = PlacementSettings.DEFAULT;
    private Occupancy occupancy = Occupancy.NONE;

    @Test
    void fillsOneAgentBeforeTheNext() {
        assertThat(agents(3, offerAt("a", 4), offerAt("b", 4))).containsExactly("a", "a", "b");
    }

    @Test
    void hostAttributesAreTextOrTheHostName() {
        settings = settings.with(RuleSet.NONE.and(new Rule.All(List.of(
                new Rule.HostAttribute(Field.ofHostAttribute("HOSTNAME"), "host-c"),
                new Rule.HostAttribute(Field.ofHostAttribute("gen"), "1.50")))));
        var number = new Attribute("gen", new Attribute.Number(Amount.of(1.5)));
        var text = new Attribute("gen", new Attribute.Text("1.50"));

        assertThat(agents(9, offerAt("a", 2, "gen=1.50"), offerAt("c", 2, "gen=1.50")))
                .containsExactly("c");
        assertThat(agents(1, offerAt("c", 2, "gen=1.5"))).isEmpty();
        assertThat(agents(1, with(offerAt("c", 2), number))).isEmpty();
        assertThat(agents(1, with(offerAt("c", 2), text, number))).isEmpty();
        assertThat(agents(1, with(offerAt("c", 2), number, text))).containsExactly("c");
    }

    private static Offer with(Offer offer, Attribute... attributes) {
        return new Offer(
                offer.id(),
                offer.agent(),
                offer.hostname(),
                offer.role(),
                offer.resources(),
                List.of(attributes),
                offer.domain(),
                offer.unavailability());
    }

    @Test
    void wantingMoreThanThereAreNumbersForIsNoProblem() {
        var most = new Wanted(profile(1, 1, 0), Integer.MAX_VALUE);

        var matching = new Matcher(settings)
                .match(List.of(offerAt("a", 2)), List.of(most, most, new Wanted(profile(1, 1, 0), 9)), occupancy);

        assertThat(agents(matching)).containsExactly("a", "a");
    }

    @Test
    void prefersAgentsWithReservedResources() {
        var matching = match(1, offer("o-1", "a", cpus(4), mem(4096)), offer("o-2", "b", reserved(cpus(4)), mem(4096)));

        assertThat(agents(matching)).containsExactly("b");
    }

    @Test
    void packsOntoTheFullestAgentInUseThenOntoTheRoomiest() {
        settings = settings.with(Policy.BIN_PACK);
        occupancy = new Occupancy(List.of(resident("b", "host-b"), resident("d", "host-d")), Set.of());

        assertThat(agents(6, offerAt("a", 4), offerAt("b", 4), offerAt("c", 8), offerAt("d", 2)))
                .containsExactly("d", "b", "b", "c", "c", "c");
    }

    @Test
    void spreadsOverAgentsCountingThoseThatRun() {
        settings = settings.with(Policy.SPREAD);
        occupancy = new Occupancy(List.of(resident("a", "host-a")), Set.of());

        assertThat(agents(4, offerAt("a", 8), offerAt("b", 4), offerAt("c", 6))).containsExactly("c", "b", "a", "c");
    }

    @Test
    void usesAgentsThatFailedLatelyLast() {
        occupancy = new Occupancy(List.of(), Set.of(new AgentId("a")));

        assertThat(agents(2, offerAt("a", 4), offerAt("b", 2))).containsExactly("b", "a");
    }

    @Test
    void theHeavierPreferenceWins() throws Exception {
        rules("prefer 2 rack:IS:r1; prefer 3 rack:IS:r2; prefer 2 disk:IS:ssd");

        assertThat(agents(
                        3,
                        offerAt("a", 2, "rack=r1"),
                        offerAt("b", 2, "rack=r2"),
                        offerAt("c", 2, "rack=r1", "disk=ssd")))
                .containsExactly("c", "b", "a");
    }

    @Test
    void aPreferredSpreadFillsUpWhenAllHaveOne() throws Exception {
        rules("prefer rack:UNIQUE");

        assertThat(agents(4, offerAt("a", 8, "rack=r1"), offerAt("b", 8, "rack=r1"), offerAt("c", 2, "rack=r2")))
                .containsExactly("a", "c", "a", "a");
    }

    @Test
    void groupsEvenlyAndWaitsForTheGroupThatIsShort() throws Exception {
        rules("rack:GROUP_BY:2");

        var matching = match(5, offerAt("a", 8, "rack=r1"), offerAt("b", 2, "rack=r2"));

        assertThat(agents(matching)).containsExactly("a", "b", "a");
        assertThat(reason(matching))
                .isEqualTo("1 of 2 agents lacks cpus: largest 0, wanted 2; 1 fails rack:GROUP_BY:2; would help: 2 more"
                        + " cpus on host-b");
    }

    @Test
    void keepsGpuAgentsForGpuWorkers() {
        var gpus = offer("o-1", "a", cpus(8), mem(65536), Resource.scalar("gpus", Amount.of(1)));

        var kept = match(1, gpus);
        settings = new PlacementSettings(RuleSet.NONE, Policy.FIRST_FIT, false, settings.avoidsFailing());
        var shared = match(1, gpus);

        assertThat(reason(kept))
                .isEqualTo("1 of 1 agent is kept for GPU workers; would help: an agent with room that has no GPUs");
        assertThat(agents(shared)).containsExactly("a");
        assertThat(new Matcher(PlacementSettings.DEFAULT)
                        .match(List.of(gpus), List.of(new Wanted(GPU_WORKER, 1)), occupancy)
                        .placements())
                .hasSize(1);
    }

    @Test
    void saysHowManyAgentsLackWhatAndHowManyFailWhichRule() throws Exception {
        rules("rack:UNIQUE");
        occupancy = new Occupancy(
                List.of(new Occupancy.Resident(new AgentId("x"), "host-x", Map.of("rack", "r1"))), Set.of());

        var matching = match(
                1,
                offerAt("a", 1.5, "rack=r2"),
                offerAt("b", 1, "rack=r3"),
                offerAt("c", 0.25, "rack=r4"),
                offerAt("d", 9, "rack=r1"),
                offerAt("e", 9, "rack=r1"));

        assertThat(reason(matching))
                .isEqualTo(
                        "3 of 5 agents lack cpus: largest 1.5, wanted 2; 2 fail rack:UNIQUE; would help: 0.5 more cpus"
                                + " on host-a");
        assertThat(matching.shortfalls().get(0).verdicts())
                .extracting(Verdict::toString)
                .contains("host-a: lacks cpus: 1.5 free, 2 wanted", "host-d: fails rack:UNIQUE (r1, 1 worker of 1)");
    }

    @Test
    void showsWhichPartOfARuleFails() throws Exception {
        rules("rack:IS:r1 and (disk:IS:ssd or gen:IS:4)");

        var matching = match(1, offerAt("a", 9, "rack=r1", "disk=hdd"));

        assertThat(matching.shortfalls().get(0).verdicts().get(0))
                .hasToString(
                        "host-a: fails disk:IS:ssd or gen:IS:4 [fails: disk:IS:ssd (hdd); fails: gen:IS:4 (no gen)]");
        assertThat(reason(matching))
                .isEqualTo(
                        "1 of 1 agent fails disk:IS:ssd or gen:IS:4; would help: an agent with room where disk:IS:ssd"
                                + " or gen:IS:4 holds");
    }

    @Test
    void agentsOfOneHostNameAreOneToHostnameRules() throws Exception {
        rules("hostname:UNIQUE");
        var first = at(offer("o-1", "a", cpus(8), mem(8192)), "host");
        var second = at(offer("o-2", "b", cpus(8), mem(8192)), "host");

        assertThat(agents(match(2, first, second))).containsExactly("a");
    }

    @Test
    void packsLargeWorkersFirstSoThatSmallOnesFillTheGaps() {
        settings = settings.with(Policy.BIN_PACK);
        var small = new WorkerProfile("small", Map.of("cpus", Amount.of(1)), 0);
        var large = new WorkerProfile("large", Map.of("cpus", Amount.of(3)), 0);

        var matching = new Matcher(settings)
                .match(
                        List.of(offerAt("a", 4), offerAt("b", 4)),
                        List.of(new Wanted(small, 2), new Wanted(large, 2)),
                        occupancy);

        assertThat(matching.shortfalls()).isEmpty();
    }

    @Test
    void hasNothingToSayWithoutOffers() {
        assertThat(match(1).shortfalls()).isEmpty();
    }

    private void rules(String text) throws RuleSyntaxException {
        settings = settings.with(RuleParser.parse(text));
    }

    private Matching match(int count, Offer... offers) {
        return new Matcher(settings).match(List.of(offers), List.of(new Wanted(profile(2, 1024, 0), count)), occupancy);
    }

    private List<String> agents(int count, Offer... offers) {
        return agents(match(count, offers));
    }

    private static List<String> agents(Matching matching) {
        return matching.placements().stream()
                .map(placement -> placement.pool().agent().value())
                .toList();
    }

    private static String reason(Matching matching) {
        assertThat(matching.shortfalls()).hasSize(1);
        return matching.shortfalls().get(0).reason();
    }

    private static Occupancy.Resident resident(String agent, String hostname) {
        return new Occupancy.Resident(new AgentId(agent), hostname, Map.of());
    }
}
