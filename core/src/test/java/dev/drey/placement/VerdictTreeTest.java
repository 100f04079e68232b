/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import static dev.drey.placement.Offers.cpus;
import static dev.drey.placement.Offers.offerAt;
import static dev.drey.placement.Offers.offerTo;
import static dev.drey.placement.Offers.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.AgentId;
import dev.drey.model.Offer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class VerdictTreeTest {
    @Test
    void agentsThatFailAlikeStandTogether() {
        var offers = List.of(
                offerAt("a", 0.5, "rack=r1"),
                offerAt("b", 1.5, "rack=r1"),
                offerAt("c", 4, "rack=r2"),
                offerAt("d", 1, "rack=r3"),
                offerAt("e", 1.25, "rack=r3"),
                offerAt("f", 0.75));

        assertThat(lines("rack:LIKE:\"r[13]\"", 1, offers))
                .containsExactly(
                        "why",
                        "  4 agents (host-a, host-b, host-d and 1 more)",
                        "    lacks cpus: 0.5 to 1.5 free, 2 wanted",
                        "  host-c",
                        "    fails: rack:LIKE:r[13] (r2)",
                        "  host-f",
                        "    lacks cpus: 0.75 free, 2 wanted",
                        "    fails: rack:LIKE:r[13] (no rack)",
                        "  would help: 0.5 more cpus on host-b");
    }

    @Test
    void aRuleIsTakenApart() {
        var offers = List.of(offerAt("a", 9, "rack=r1"), offerAt("b", 9, "rack=r2"));

        assertThat(lines("(rack:IS:r3 or (rack:IS:r1 and hostname:IS:x))", 1, offers))
                .containsExactly(
                        "why",
                        "  host-a",
                        "    fails: rack:IS:r3 or rack:IS:r1 and hostname:IS:x",
                        "      fails: rack:IS:r3 (r1)",
                        "      fails: rack:IS:r1 and hostname:IS:x",
                        "        holds: rack:IS:r1 (r1)",
                        "        fails: hostname:IS:x (host-a)",
                        "  host-b",
                        "    fails: rack:IS:r3 or rack:IS:r1 and hostname:IS:x",
                        "      fails: rack:IS:r3 (r2)",
                        "      fails: rack:IS:r1 and hostname:IS:x",
                        "        fails: rack:IS:r1 (r2)",
                        "        fails: hostname:IS:x (host-b)",
                        "  would help: an agent with room where rack:IS:r3 or rack:IS:r1 and hostname:IS:x holds");
    }

    @Test
    void aThousandAgentsTakeNoMoreLinesThanFour() {
        var offers = IntStream.range(0, 1000)
                .mapToObj(i -> offerAt("%04d".formatted(i), 9, "rack=r" + i % 5))
                .toList();

        assertThat(lines("rack:UNIQUE", 6, offers))
                .containsExactly(
                        "why",
                        "  1000 agents (host-0000, host-0001, host-0002 and 997 more)",
                        "    fails: rack:UNIQUE (r0, 1 worker of 5; r1, 1 worker of 5; r2, 1 worker of 5 and 2 more)",
                        "  would help: an agent with room and a rack that no worker is on");
    }

    @Test
    void theRoleIsToldWhereThereAreSeveral() {
        var offers = List.of(offerTo("eng", "o-1", "a", cpus(1)), offerTo("web", "o-2", "a", cpus(1)));

        assertThat(lines("", 1, offers).get(1))
                .isEqualTo("  2 agents (same-host for role eng, same-host for role web)");
    }

    @Test
    void aBranchMayBeAdded() {
        var tree = VerdictTree.leaf("why").and(VerdictTree.of("offered", List.of()));

        assertThat(tree).hasToString("why\n  offered");
        assertThat(VerdictTree.agents(List.of("a"))).isEqualTo("a");
    }

    @Test
    void agentsKeptForGpusAreSaidToBe() {
        var kept = new Verdict(new AgentId("a"), "host-a", "*", List.of(), List.of(new Reason.KeptForGpus()));

        assertThat(VerdictTree.of("why", List.of(kept)).lines().subList(1, 3))
                .containsExactly("  host-a", "    has GPUs, kept for workers that need some");
    }

    private static List<String> lines(String rules, int workers, List<Offer> offers) {
        var settings = PlacementSettings.DEFAULT.with(rules(rules));
        var matching =
                new Matcher(settings).match(offers, List.of(new Wanted(profile(2, 1024, 1), workers)), Occupancy.NONE);
        return VerdictTree.of("why", matching.shortfalls().get(0).verdicts()).lines();
    }

    private static RuleSet rules(String text) {
        try {
            return RuleParser.parse(text);
        } catch (RuleSyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
