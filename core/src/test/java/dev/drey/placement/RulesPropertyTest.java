/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.Offer;
import dev.drey.model.WorkerProfile;
import dev.drey.placement.Landscape.Offered;
import dev.drey.placement.Landscape.Requests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.domains.Domain;

/** Rules against the reference, which is written independently. */
@Tag("unit")
@Domain(Landscape.class)
class RulesPropertyTest {
    @Property(tries = 500)
    void requiredRulesHoldForEachWorkerWhenItIsPlaced(
            @ForAll Offered offered, @ForAll Requests requests, @ForAll Rule rule, @ForAll Policy policy) {
        var replay = new Replay(offered.offers());

        for (var placement : match(offered, requests.wanted(), rule, policy).placements()) {
            assertThat(replay.holds(rule, replay.group(placement.pool()))).isTrue();
            replay.place(placement);
        }
    }

    @Property(tries = 500)
    void noWorkerIsLeftOverThatCouldBePlaced(
            @ForAll Offered offered, @ForAll Requests requests, @ForAll Rule rule, @ForAll Policy policy) {
        var matching = match(offered, requests.wanted(), rule, policy);

        var replay = Replay.of(offered.offers(), matching);
        for (var shortfall : matching.shortfalls()) {
            assertThat(replay.groups())
                    .noneMatch(group -> replay.hasRoom(group, shortfall.profile()) && replay.holds(rule, group));
        }
    }

    /* An agent that was refused may be open later: then it has to be looked at again. */
    @Property(tries = 500)
    void noWorkerIsLeftOverWhereARuleOpensLater(
            @ForAll Offered offered, @ForAll Requests requests, @ForAll Policy policy, @ForAll("values") Rule start) {
        var rule = new Rule.AnyOf(List.of(start, new Rule.Not(new Rule.Unique(Field.of("rack")))));
        var matching = match(offered, requests.wanted(), rule, policy);

        var replay = Replay.of(offered.offers(), matching);
        for (var shortfall : matching.shortfalls()) {
            assertThat(replay.groups())
                    .noneMatch(group -> replay.hasRoom(group, shortfall.profile()) && replay.holds(rule, group));
        }
    }

    @Provide
    Arbitrary<Rule> values() {
        return Arbitraries.of(
                new Rule.Is(Field.of("hostname"), "host-2"),
                new Rule.Is(Field.of("gen"), "0.5"),
                new Rule.Is(Field.of("disks"), "{hdd}"),
                new Rule.Is(Field.of("@zone"), "zone-1"));
    }

    @Property(tries = 500)
    void everyUnplacedWorkerHasATrueReasonForEveryAgent(
            @ForAll Offered offered, @ForAll Requests requests, @ForAll Rule rule) {
        var matching = match(offered, requests.wanted(), rule, Policy.FIRST_FIT);

        var replay = Replay.of(offered.offers(), matching);
        for (var shortfall : matching.shortfalls()) {
            assertThat(shortfall.verdicts()).hasSize(replay.groups().size());
            for (var verdict : shortfall.verdicts()) {
                assertThat(verdict.reasons()).isNotEmpty().allMatch(reason -> isTrue(reason, verdict, replay));
            }
            assertThat(shortfall.reason()).isNotBlank();
        }
    }

    private static boolean isTrue(Reason reason, Verdict verdict, Replay replay) {
        var group = replay.group(verdict.agent().value(), verdict.role());
        if (reason instanceof Reason.Lack lack) {
            var left = ReferenceRules.told(lack.resource(), replay.left(group, lack.resource()));
            return left.equals(lack.free()) && left.compareTo(lack.wanted()) < 0;
        }
        return isTrue(((Reason.Unmet) reason).outcome(), group, replay)
                && !((Reason.Unmet) reason).outcome().holds();
    }

    private static boolean isTrue(Outcome outcome, List<Offer> group, Replay replay) {
        return outcome.holds() == replay.holds(outcome.rule(), group)
                && outcome.parts().stream().allMatch(part -> isTrue(part, group, replay));
    }

    @Property(tries = 500)
    void workersThatRunAlreadyCount(@ForAll Offered offered, @ForAll Offered elsewhere, @ForAll Rule rule) {
        var residents = elsewhere.offers().stream()
                .map(offer -> new Occupancy.Resident(
                        offer.agent(), offer.hostname(), new Pool(List.of(offer)).values(Fields.of(List.of(rule)))))
                .filter(resident -> offered.offers().stream()
                        .noneMatch(offer -> offer.agent().equals(resident.agent())))
                .toList();
        var running = elsewhere.offers().stream()
                .filter(other ->
                        residents.stream().anyMatch(resident -> resident.agent().equals(other.agent())))
                .toList();
        var tiny = new WorkerProfile("tiny", Map.of(), 0);

        var matching = new Matcher(settings(rule, Policy.FIRST_FIT))
                .match(offered.offers(), List.of(new Wanted(tiny, 1)), new Occupancy(residents, Set.of()));

        var holdsSomewhere =
                offered.offers().stream().anyMatch(offer -> new ReferenceRules(offer, running).holds(rule));
        assertThat(matching.placements()).hasSize(holdsSomewhere ? 1 : 0);
    }

    @Property(tries = 500)
    void anAgentIsGivenUpOnlyIfNoWorkersCouldMakeTheRuleHold(
            @ForAll Offered offered, @ForAll Offered others, @ForAll Rule rule) {
        var candidate = offered.offers().get(0);
        var isHopeless = !Prospect.mayHold(rule, candidate);

        var holdsNow = new ReferenceRules(candidate, List.of()).holds(rule);
        var holdsAmongOthers = new ReferenceRules(candidate, others.offers()).holds(rule);
        assertThat(isHopeless && (holdsNow || holdsAmongOthers)).isFalse();
    }

    @Property(tries = 300)
    void rulesOfOneProfileBindOnlyItsWorkers(@ForAll Offered offered, @ForAll Requests requests, @ForAll Rule rule) {
        var wanted = requests.without(rule);
        var replay = new Replay(offered.offers());

        for (var placement : new Matcher(PlacementSettings.DEFAULT)
                .match(offered.offers(), wanted, Occupancy.NONE)
                .placements()) {
            assertThat(replay.holds(rule, replay.group(placement.pool()))).isTrue();
            replay.place(placement);
        }
    }

    @Property(tries = 200)
    void preferencesNeverKeepAWorkerFromBeingPlaced(
            @ForAll Offered offered, @ForAll Requests requests, @ForAll Rule rule) {
        var preferring =
                PlacementSettings.DEFAULT.with(new RuleSet(Rule.ANYWHERE, List.of(new RuleSet.Preference(7, rule))));

        var one = requests.wanted().subList(0, 1);
        var with = new Matcher(preferring).match(offered.offers(), one, Occupancy.NONE);
        var without = new Matcher(PlacementSettings.DEFAULT).match(offered.offers(), one, Occupancy.NONE);

        assertThat(with.placements()).hasSameSizeAs(without.placements());
    }

    @Property(tries = 200)
    void theFirstWorkerGoesWhereThePreferenceHoldsIfItCan(
            @ForAll Offered offered, @ForAll Requests requests, @ForAll Rule rule) {
        var settings =
                PlacementSettings.DEFAULT.with(new RuleSet(Rule.ANYWHERE, List.of(new RuleSet.Preference(1, rule))));
        var replay = new Replay(offered.offers());
        var profile = requests.wanted().get(0).profile();

        var placements = new Matcher(settings)
                .match(offered.offers(), List.of(new Wanted(profile, 1)), Occupancy.NONE)
                .placements();

        var isPossible =
                replay.groups().stream().anyMatch(group -> replay.hasRoom(group, profile) && replay.holds(rule, group));
        assertThat(placements.stream().anyMatch(placement -> replay.holds(rule, replay.group(placement.pool()))))
                .isEqualTo(isPossible);
    }

    @Property(tries = 300)
    void clusteredWorkersGoWhereMostOfThemFit(@ForAll Offered offered, @ForAll Requests requests) {
        var rack = Field.of("rack");
        var want = requests.wanted().get(0);
        var replay = new Replay(offered.offers());

        var placed = match(offered, List.of(want), new Rule.Cluster(rack, Optional.empty()), Policy.FIRST_FIT)
                .placements()
                .size();

        var room = replay.groups().stream()
                .filter(group -> rack.on(group.get(0)).isPresent())
                .collect(Collectors.groupingBy(
                        group -> rack.on(group.get(0)).orElseThrow(),
                        Collectors.summingLong(group -> replay.capacity(group, want.profile()))));
        var best = room.values().stream().mapToLong(size -> size).max().orElse(0);
        assertThat(placed).isEqualTo((int) Math.min(want.count(), best));
    }

    private static Matching match(Offered offered, List<Wanted> wanted, Rule rule, Policy policy) {
        return new Matcher(settings(rule, policy)).match(offered.offers(), wanted, Occupancy.NONE);
    }

    private static PlacementSettings settings(Rule rule, Policy policy) {
        return PlacementSettings.DEFAULT.with(new RuleSet(rule, List.of())).with(policy);
    }
}
