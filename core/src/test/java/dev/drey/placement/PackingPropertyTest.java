/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import static dev.drey.placement.Offers.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.Resource;
import dev.drey.placement.Landscape.Offered;
import dev.drey.placement.Landscape.Requests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What becomes of resources, whatever the rules are. */
@Tag("unit")
@Domain(Landscape.class)
@Domain(DomainContext.Global.class)
class PackingPropertyTest {
    @Property(tries = 300)
    void nothingIsUsedTwice(@ForAll Offered offered, @ForAll Requests requests, @ForAll Policy policy) {
        var matching = match(offered.offers(), requests.wanted(), policy);

        for (var pool : pools(matching)) {
            var left = new TreeMap<String, Long>();
            var used = offered.offers().stream()
                    .filter(offer -> usedOffers(matching, pool).contains(offer.id()))
                    .toList();
            used.forEach(offer -> offer.resources().forEach(part -> add(left, part, 1)));
            placedOn(matching, pool)
                    .forEach(placement -> placement.allotment().resources().forEach(part -> add(left, part, -1)));
            assertThat(left.values()).allMatch(amount -> amount >= 0);
            var ports = placedOn(matching, pool).stream()
                    .flatMap(placement -> placement.allotment().ports().stream())
                    .toList();
            assertThat(ports).doesNotHaveDuplicates().allMatch(port -> isOffered(used, port));
        }
    }

    @Property(tries = 300)
    void remaindersAreExactToAThousandth(@ForAll Offered offered, @ForAll Requests requests, @ForAll Policy policy) {
        var insatiable = new Wanted(profile(1_000_000, 1_000_000, 100_000), 1);
        var wanted =
                Stream.concat(requests.wanted().stream(), Stream.of(insatiable)).toList();

        var matching = match(offered.offers(), wanted, policy);

        var replay = Replay.of(offered.offers(), matching);
        var shortfall = matching.shortfalls().get(matching.shortfalls().size() - 1);
        assertThat(shortfall.verdicts()).hasSameSizeAs(replay.groups()).allSatisfy(verdict -> {
            var group = replay.group(verdict.agent().value(), verdict.role());
            assertThat(verdict.reasons())
                    .extracting(reason -> ((Reason.Lack) reason).free())
                    .containsExactlyElementsOf(Stream.of("cpus", "mem", "ports")
                            .map(name -> ReferenceRules.told(name, replay.left(group, name)))
                            .toList());
        });
    }

    @Property(tries = 300)
    void noAcceptHasOffersOfTwoAgentsOrRoles(@ForAll Offered offered, @ForAll Requests requests, @ForAll Rule rule) {
        var matching = match(offered.offers(), requests.without(rule), Policy.BIN_PACK);

        for (var pool : pools(matching)) {
            assertThat(offered.offers())
                    .filteredOn(offer -> usedOffers(matching, pool).contains(offer.id()))
                    .hasSameSizeAs(usedOffers(matching, pool))
                    .allMatch(offer -> offer.agent().equals(pool.agent()))
                    .allMatch(offer -> offer.role().equals(pool.role()));
        }
    }

    @Property(tries = 300)
    void noOfferIsInTwoAccepts(@ForAll Offered offered, @ForAll Requests requests, @ForAll Policy policy) {
        var matching = match(offered.offers(), requests.wanted(), policy);

        assertThat(pools(matching).stream()
                        .flatMap(pool -> usedOffers(matching, pool).stream())
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Property(tries = 300)
    void everyWorkerGetsWhatItAsksForToTheThousandth(
            @ForAll Offered offered, @ForAll Requests requests, @ForAll Policy policy) {
        for (var placement : match(offered.offers(), requests.wanted(), policy).placements()) {
            var got = placement.allotment().resources().stream()
                    .collect(Collectors.groupingBy(
                            Resource::name, TreeMap::new, Collectors.summingLong(ReferenceRules::size)));
            var wanted = new TreeMap<String, Long>();
            placement.profile().scalars().forEach((name, amount) -> wanted.put(name, amount.millis()));
            if (placement.profile().ports() > 0) {
                wanted.put("ports", (long) placement.profile().ports());
            }
            assertThat(got).isEqualTo(wanted);
        }
    }

    @Property(tries = 300)
    void workersPlacedAndMissingAreThoseWanted(
            @ForAll Offered offered, @ForAll Requests requests, @ForAll Policy policy) {
        var matching = match(offered.offers(), requests.wanted(), policy);

        for (var want : requests.wanted()) {
            var placed = matching.placements().stream()
                    .filter(placement -> placement.profile().equals(want.profile()))
                    .count();
            var missing = matching.shortfalls().stream()
                    .filter(shortfall -> shortfall.profile().equals(want.profile()))
                    .mapToInt(Shortfall::missing)
                    .sum();
            assertThat(placed + missing).isEqualTo(want.count());
        }
    }

    @Property(tries = 300)
    void theOrderOfOffersDoesNotMatterForHowManyArePlaced(
            @ForAll Offered offered, @ForAll Requests requests, @ForAll Policy policy, @ForAll long seed) {
        var shuffled = new ArrayList<>(offered.offers());
        Collections.shuffle(shuffled, new Random(seed));

        var placed = match(offered.offers(), requests.wanted(), policy).placements();
        var placedShuffled = match(shuffled, requests.wanted(), policy).placements();

        assertThat(placedShuffled).hasSameSizeAs(placed);
    }

    @Property(tries = 300)
    void asManyWorkersOfOneProfileArePlacedAsFit(
            @ForAll Offered offered, @ForAll Requests requests, @ForAll Policy policy) {
        var want = requests.wanted().get(0);
        var replay = new Replay(offered.offers());

        var placed = match(offered.offers(), List.of(want), policy).placements().size();

        var room = replay.groups().stream()
                .mapToLong(group -> replay.capacity(group, want.profile()))
                .sum();
        assertThat(placed).isEqualTo((int) Math.min(want.count(), room));
    }

    @Property(tries = 200)
    void theSameInputHasTheSameResult(
            @ForAll Offered offered, @ForAll Requests requests, @ForAll Rule rule, @ForAll Policy policy) {
        var first = match(offered.offers(), requests.without(rule), policy);
        var second = match(offered.offers(), requests.without(rule), policy);

        assertThat(told(second)).isEqualTo(told(first));
    }

    @Property(tries = 300)
    void aSpreadIsEvenAsFarAsThereIsRoom(@ForAll Offered offered, @ForAll Requests requests) {
        var want = requests.wanted().get(0);
        var matching = match(offered.offers(), List.of(want), Policy.SPREAD);

        var replay = Replay.of(offered.offers(), matching);
        var perAgent = matching.placements().stream()
                .collect(Collectors.groupingBy(placement -> placement.pool().agent(), Collectors.counting()));
        var most = perAgent.values().stream().mapToLong(count -> count).max().orElse(0);
        for (var group : replay.groups()) {
            var count = perAgent.getOrDefault(group.get(0).agent(), 0L);
            assertThat(count >= most - 1 || !replay.hasRoom(group, want.profile()))
                    .isTrue();
        }
    }

    @Property(tries = 300)
    void anAgentThatFailedLatelyIsUsedOnlyIfAllOthersAreFull(
            @ForAll Offered offered, @ForAll Requests requests, @ForAll Policy policy) {
        var want = requests.wanted().get(0);
        var failing = offered.offers().get(0).agent();

        var matching = new Matcher(PlacementSettings.DEFAULT.with(policy))
                .match(offered.offers(), List.of(want), new Occupancy(List.of(), Set.of(failing)));

        var replay = Replay.of(offered.offers(), matching);
        var isUsed = matching.placements().stream()
                .anyMatch(placement -> placement.pool().agent().equals(failing));
        assertThat(isUsed
                        && replay.groups().stream()
                                .filter(group -> !group.get(0).agent().equals(failing))
                                .anyMatch(group -> replay.hasRoom(group, want.profile())))
                .isFalse();
    }

    private static Matching match(List<Offer> offers, List<Wanted> wanted, Policy policy) {
        return new Matcher(PlacementSettings.DEFAULT.with(policy)).match(offers, wanted, Occupancy.NONE);
    }

    private static Set<Pool> pools(Matching matching) {
        return matching.placements().stream().map(Placement::pool).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<OfferId> usedOffers(Matching matching, Pool pool) {
        return placedOn(matching, pool).stream()
                .flatMap(placement -> placement.allotment().offers().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Placement> placedOn(Matching matching, Pool pool) {
        return matching.placements().stream()
                .filter(placement -> placement.pool() == pool)
                .toList();
    }

    private static List<List<Object>> told(Matching matching) {
        Function<Placement, List<Object>> tell =
                placement -> List.of(placement.pool().agent(), placement.profile(), placement.allotment());
        return matching.placements().stream().map(tell).toList();
    }

    private static void add(Map<String, Long> amounts, Resource resource, int sign) {
        amounts.merge(resource.name() + resource.reservations(), sign * ReferenceRules.size(resource), Long::sum);
    }

    private static boolean isOffered(List<Offer> offers, int port) {
        return offers.stream()
                .flatMap(offer -> offer.resources().stream())
                .filter(part -> part.value() instanceof Resource.Ranges)
                .flatMap(part -> ((Resource.Ranges) part.value()).ranges().stream())
                .anyMatch(range -> range.begin() <= port && port <= range.end());
    }
}
