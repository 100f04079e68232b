/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import static dev.drey.placement.Offers.cpus;
import static dev.drey.placement.Offers.mem;
import static dev.drey.placement.Offers.offer;
import static dev.drey.placement.Offers.offerAt;
import static dev.drey.placement.Offers.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.AgentId;
import dev.drey.model.Amount;
import dev.drey.model.Offer;
import dev.drey.model.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class WhyNotTest {
    private Occupancy occupancy = Occupancy.NONE;

    @Test
    void agentsThatSayNoForTheSameReasonsAreOneGroupAndTheLargestComesFirst() throws Exception {
        occupancy = new Occupancy(
                List.of(new Occupancy.Resident(new AgentId("x"), "host-x", Map.of("rack", "r1"))), Set.of());

        var whyNot = whyNot(
                "rack:UNIQUE",
                0,
                offerAt("d", 9, "rack=r1"),
                offerAt("a", 1.5, "rack=r2"),
                offerAt("b", 1, "rack=r3"),
                offerAt("c", 0.25, "rack=r4"));

        assertThat(WhyNotText.lines(whyNot, "  "))
                .containsExactly(
                        "  3 of 4 agents: host-a, host-b, host-c",
                        "    FAILS cpus: 2 wanted, 0.25 to 1.5 free",
                        "    holds mem: 1024 wanted, 65536 free",
                        "    holds rack:UNIQUE",
                        "    would help: 0.5 more cpus on host-a",
                        "  1 of 4 agents: host-d",
                        "    holds cpus: 2 wanted, 9 free",
                        "    holds mem: 1024 wanted, 65536 free",
                        "    FAILS rack:UNIQUE: r1, 1 worker of 1",
                        "    would help: an agent with room and a rack that no worker is on");
        assertThat(whyNot.wouldHelp()).hasValue("0.5 more cpus on host-a");
    }

    @Test
    void aRuleIsATreeAndAgentsWithOtherFailingPartsAreAnotherGroup() throws Exception {
        var whyNot = whyNot(
                "(rack:IS:r1 and disk:IS:ssd) or gen:IS:4",
                0,
                offerAt("a", 9, "rack=r1", "disk=hdd"),
                offerAt("b", 9, "rack=r1"),
                offerAt("c", 9, "rack=r2", "disk=ssd"));

        assertThat(WhyNotText.lines(whyNot, ""))
                .contains(
                        "2 of 3 agents: host-a, host-b",
                        "  FAILS rack:IS:r1 and disk:IS:ssd or gen:IS:4",
                        "    FAILS rack:IS:r1 and disk:IS:ssd",
                        "      holds rack:IS:r1: r1",
                        "      FAILS disk:IS:ssd: hdd; no disk",
                        "    FAILS gen:IS:4: no gen",
                        "1 of 3 agents: host-c",
                        "      FAILS rack:IS:r1: r2");
    }

    @Test
    void portsAreWholeNumbersAndGpuAgentsSayThatTheyAreKept() throws Exception {
        var gpus = offer("o-1", "a", cpus(8), mem(65536), Resource.scalar("gpus", Amount.of(1)));

        var whyNot = whyNot("", 2, gpus);

        assertThat(whyNot.groups()).singleElement().satisfies(group -> assertThat(group.conditions())
                .contains(
                        new WhyNot.Condition("ports", false, "2", "0"),
                        new WhyNot.Condition("no GPUs", false, "", "kept for workers that need some")));
    }

    @Test
    void tenThousandAgentsAreNotMoreToReadThanTen() throws Exception {
        var offers = new ArrayList<Offer>();
        for (var i = 0; i < 10_000; i++) {
            offers.add(offerAt("a" + i, i % 2 == 0 ? 1 + i / 20_000.0 : 9, "rack=r" + i, "name=n" + i));
        }

        var whyNot = whyNot("name:IS:none", 0, offers.toArray(Offer[]::new));

        assertThat(whyNot.groups()).extracting(WhyNot.Group::agents).containsExactly(5_000, 5_000);
        assertThat(WhyNotText.lines(whyNot, "")).hasSizeLessThan(12).allMatch(line -> line.length() < 100);
    }

    @Test
    void smallGroupsAreCountedOnly() {
        var groups = new ArrayList<WhyNot.Group>();
        for (var i = 1; i <= 20; i++) {
            groups.add(new WhyNot.Group(i, List.of("host-" + i), List.of(), Optional.empty()));
        }

        var whyNot = WhyNot.NONE.with(groups);

        assertThat(whyNot.agents()).isEqualTo(210);
        assertThat(whyNot.groups()).hasSize(WhyNot.MOST_GROUPS);
        assertThat(whyNot.groups().get(0).agents()).isEqualTo(20);
        assertThat(whyNot.leftOut()).isEqualTo(36);
        assertThat(WhyNotText.lines(whyNot, "")).contains("36 more for other reasons");
    }

    private WhyNot whyNot(String rules, int ports, Offer... offers) throws RuleSyntaxException {
        var settings =
                rules.isEmpty() ? PlacementSettings.DEFAULT : PlacementSettings.DEFAULT.with(RuleParser.parse(rules));
        var matching = new Matcher(settings)
                .match(Arrays.asList(offers), List.of(new Wanted(profile(2, 1024, ports), 1)), occupancy);
        assertThat(matching.placements()).isEmpty();
        return matching.shortfalls().get(0).whyNot();
    }
}
