/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.Offer;
import dev.drey.placement.Landscape.Offered;
import dev.drey.placement.Landscape.Requests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Offers that come and go while others are held. */
@Tag("unit")
@Domain(Landscape.class)
@Domain(DomainContext.Global.class)
class TerrainPropertyTest {
    @Property(tries = 500)
    void offersThatCameOneByOneAreLikeOffersReadAtOnce(
            @ForAll Offered offered, @ForAll Requests requests, @ForAll Rule rule, @ForAll long seed) {
        var random = new Random(seed);
        var terrain = Terrain.reading(random.nextBoolean() ? Fields.of(List.of(rule)) : List.of());
        for (var change = 0; change < 6; change++) {
            var held = held(offered.offers(), random);

            terrain = terrain.holding(held);

            assertThat(told(match(terrain, requests, rule)))
                    .isEqualTo(told(match(Terrain.of(ordered(held, offered)), requests, rule)));
        }
    }

    @Property(tries = 300)
    void matchingChangesNothingOfTheTerrain(
            @ForAll Offered offered, @ForAll Requests requests, @ForAll Rule rule, @ForAll Policy policy) {
        var terrain = Terrain.of(offered.offers());
        var matcher = new Matcher(PlacementSettings.DEFAULT.with(policy));

        var first = told(matcher.match(terrain, requests.without(rule), Occupancy.NONE));
        var second = told(matcher.match(terrain, requests.without(rule), Occupancy.NONE));

        assertThat(second).isEqualTo(first);
    }

    /* Mostly some are missing; now and then the order is another one. */
    private static List<Offer> held(List<Offer> offers, Random random) {
        var held = new ArrayList<>(offers);
        held.removeIf(offer -> random.nextInt(3) == 0);
        if (random.nextInt(4) == 0) {
            Collections.shuffle(held, random);
        }
        return held;
    }

    /* Within an agent the offers that were held before come first; here all have the order in which they are listed. */
    private static List<Offer> ordered(List<Offer> held, Offered offered) {
        return offered.offers().stream().filter(held::contains).toList();
    }

    private static Matching match(Terrain terrain, Requests requests, Rule rule) {
        return new Matcher(PlacementSettings.DEFAULT).match(terrain, requests.without(rule), Occupancy.NONE);
    }

    /* Which of an agent's offers is used first depends on which came first, so it is left out. */
    private static List<List<Object>> told(Matching matching) {
        var told = new ArrayList<List<Object>>();
        matching.placements()
                .forEach(placement -> told.add(
                        List.of(placement.pool().agent(), placement.pool().role(), placement.profile())));
        matching.shortfalls()
                .forEach(shortfall -> told.add(List.of(shortfall.profile(), shortfall.missing(), shortfall.reason())));
        return told;
    }
}
