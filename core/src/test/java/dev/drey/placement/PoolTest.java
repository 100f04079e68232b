/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import static dev.drey.placement.Offers.cpus;
import static dev.drey.placement.Offers.mem;
import static dev.drey.placement.Offers.offer;
import static dev.drey.placement.Offers.offerTo;
import static dev.drey.placement.Offers.ports;
import static dev.drey.placement.Offers.profile;
import static dev.drey.placement.Offers.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.Resource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PoolTest {
    @Test
    void combinesOffersOfOneAgent() {
        var pool = onlyPool(offer("o-1", "a-1", cpus(1), mem(512)), offer("o-2", "a-1", cpus(1), mem(512)));

        var allotment = pool.take(profile(1.5, 1024, 0)).orElseThrow();

        assertThat(allotment.resources()).containsExactly(cpus(1.5), mem(1024));
        assertThat(pool.usedOffers()).containsExactly(new OfferId("o-1"), new OfferId("o-2"));
    }

    @Test
    void leavesOffersUnusedThatAreNotNeeded() {
        var pool = onlyPool(offer("o-1", "a-1", cpus(4), mem(4096)), offer("o-2", "a-1", cpus(4), mem(4096)));

        pool.take(profile(1, 1024, 0));

        assertThat(pool.usedOffers()).containsExactly(new OfferId("o-1"));
    }

    @Test
    void d23AgentsOfOneHostNameAreNotMixed() {
        assertThat(Pool.of(List.of(offer("o-1", "a-1", cpus(1)), offer("o-2", "a-2", cpus(1)))))
                .hasSize(2);
    }

    @Test
    void rolesAreNotMixed() {
        assertThat(Pool.of(List.of(offer("o-1", "a-1", cpus(1)), offerTo("*", "o-2", "a-1", cpus(1)))))
                .hasSize(2);
    }

    @Test
    void d24TakesNothingIfAnythingIsShort() {
        var pool = onlyPool(offer("o-1", "a-1", cpus(4), mem(1000), ports(31000, 31001)));

        assertThat(pool.take(profile(1, 1000.001, 0))).isEmpty();
        assertThat(pool.take(profile(1, 1000, 3))).isEmpty();
        assertThat(pool.usedOffers()).isEmpty();
        assertThat(pool.take(profile(4, 1000, 2))).isPresent();
    }

    @Test
    void takesReservedResourcesFirstAndKeepsTheirReservation() {
        var pool = onlyPool(offer("o-1", "a-1", cpus(4), mem(4096), reserved(cpus(1)), reserved(ports(500, 500))));

        var allotment = pool.take(profile(1.5, 100, 1)).orElseThrow();

        assertThat(allotment.resources())
                .containsExactly(reserved(cpus(1)), cpus(0.5), mem(100), reserved(ports(500, 500)));
        assertThat(pool.take(profile(3.5, 100, 0))).isPresent();
        assertThat(pool.take(profile(0.001, 100, 0))).isEmpty();
    }

    @Test
    void handsOutEachPortOnceAndJoinsNeighbours() {
        var pool = onlyPool(
                offer("o-1", "a-1", cpus(4), mem(4096), ports(31005, 31006), ports(31000, 31001), ports(0, 0)));

        var first = pool.take(profile(1, 1, 3)).orElseThrow();
        var second = pool.take(profile(1, 1, 1)).orElseThrow();

        assertThat(first.ports()).containsExactly(31000, 31005, 31006);
        assertThat(first.resources())
                .contains(Resource.ranges("ports", new Resource.Range(31000, 31000), new Resource.Range(31005, 31006)));
        assertThat(second.ports()).containsExactly(31001);
        assertThat(pool.take(profile(1, 1, 1))).isEmpty();
    }

    private static Pool onlyPool(Offer... offers) {
        var pools = Pool.of(List.of(offers));
        assertThat(pools).hasSize(1);
        return pools.get(0);
    }
}
