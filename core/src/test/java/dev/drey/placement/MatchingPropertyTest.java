/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import static dev.drey.placement.Offers.cpus;
import static dev.drey.placement.Offers.mem;
import static dev.drey.placement.Offers.offer;
import static dev.drey.placement.Offers.ports;
import static dev.drey.placement.Offers.profile;
import static dev.drey.placement.Offers.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.Amount;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

@Tag("unit")
class MatchingPropertyTest {
    @Property(tries = 300)
    void launchesNeverTakeMoreThanTheUsedOffersHave(
            @ForAll("offerLists") List<Offer> offers, @ForAll @IntRange(min = 1, max = 30) int count) {
        var matching = match(offers, new Wanted(profile(1.5, 700, 2), count));

        for (var pool :
                matching.placements().stream().map(Placement::pool).distinct().toList()) {
            var used = offers.stream()
                    .filter(o -> pool.usedOffers().contains(o.id()))
                    .toList();
            assertThat(used).allMatch(o -> o.agent().equals(pool.agent()));
            var left = new TreeMap<String, Long>();
            used.forEach(o -> o.resources().forEach(r -> add(left, r, 1)));
            matching.placements().stream()
                    .filter(placement -> placement.pool() == pool)
                    .forEach(placement -> placement.allotment().resources().forEach(r -> add(left, r, -1)));
            assertThat(left.values()).allMatch(amount -> amount >= 0);
        }
    }

    @Property(tries = 300)
    void everyWorkerGetsExactlyWhatItAsksFor(
            @ForAll("offerLists") List<Offer> offers, @ForAll @IntRange(min = 1, max = 30) int count) {
        var profile = profile(1.5, 700, 2);
        var matching = match(offers, new Wanted(profile, count));

        assertThat(matching.placements().size()
                        + matching.shortfalls().stream()
                                .mapToInt(Shortfall::missing)
                                .sum())
                .isEqualTo(offers.isEmpty() ? 0 : count);
        for (var placement : matching.placements()) {
            var got = new TreeMap<String, Long>();
            placement.allotment().resources().forEach(r -> got.merge(r.name(), size(r), Long::sum));
            assertThat(got.get("cpus")).isEqualTo(Amount.of(1.5).millis());
            assertThat(got.get("mem")).isEqualTo(Amount.of(700).millis());
            assertThat(got.get("ports")).isEqualTo(2);
            assertThat(placement.allotment().ports()).hasSize(2).isSorted().doesNotHaveDuplicates();
        }
    }

    @Property(tries = 100)
    void noOfferBelongsToTwoPools(@ForAll("offerLists") List<Offer> offers) {
        var ids = new ArrayList<OfferId>();
        PoolTable.of(offers).pools().forEach(pool -> ids.addAll(pool.offers()));

        assertThat(ids).doesNotHaveDuplicates().hasSize(offers.size());
    }

    private static Matching match(List<Offer> offers, Wanted... wanted) {
        return new Matcher(PlacementSettings.DEFAULT).match(offers, List.of(wanted), Occupancy.NONE);
    }

    @Provide
    Arbitrary<List<Offer>> offerLists() {
        var agents = Arbitraries.integers().between(1, 3);
        var cpus = Arbitraries.integers().between(0, 6);
        var mem = Arbitraries.integers().between(0, 3000);
        var width = Arbitraries.integers().between(0, 5);
        var hasReserved = Arbitraries.of(true, false);
        return Combinators.combine(agents, cpus, mem, width, hasReserved)
                .as(Shape::new)
                .list()
                .ofMaxSize(8)
                .map(MatchingPropertyTest::offers);
    }

    private record Shape(int agent, int cpus, int mem, int width, boolean hasReserved) {}

    private static List<Offer> offers(List<Shape> shapes) {
        var offers = new ArrayList<Offer>();
        for (var shape : shapes) {
            var begin = 31000 + 10L * offers.size();
            var resources =
                    new ArrayList<>(List.of(cpus(shape.cpus()), mem(shape.mem()), ports(begin, begin + shape.width())));
            if (shape.hasReserved()) {
                resources.add(reserved(cpus(0.7)));
                resources.add(reserved(ports(begin + 6, begin + 6)));
            }
            offers.add(offer("o-" + offers.size(), "a-" + shape.agent(), resources.toArray(Resource[]::new)));
        }
        return offers;
    }

    private static void add(TreeMap<String, Long> amounts, Resource resource, int sign) {
        amounts.merge(resource.name() + resource.reservations(), sign * size(resource), Long::sum);
    }

    private static long size(Resource resource) {
        return resource.value() instanceof Resource.Scalar scalar
                ? scalar.amount().millis()
                : ((Resource.Ranges) resource.value())
                        .ranges().stream()
                                .mapToLong(range -> range.end() - range.begin() + 1)
                                .sum();
    }
}
