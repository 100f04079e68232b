/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import static dev.drey.placement.Offers.cpus;
import static dev.drey.placement.Offers.mem;
import static dev.drey.placement.Offers.offer;
import static dev.drey.placement.Offers.ports;
import static dev.drey.placement.Offers.profile;
import static dev.drey.placement.Offers.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.Offer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class FirstFitTest {
    @Test
    void fillsOnePoolBeforeTheNext() {
        var matching = match(3, offer("o-1", "a-1", cpus(4), mem(4096)), offer("o-2", "a-2", cpus(4), mem(4096)));

        assertThat(matching.placements())
                .extracting(placement -> placement.pool().agent().value())
                .containsExactly("a-1", "a-1", "a-2");
        assertThat(matching.shortfalls()).isEmpty();
    }

    @Test
    void prefersPoolsWithReservedResources() {
        var matching =
                match(1, offer("o-1", "a-1", cpus(4), mem(4096)), offer("o-2", "a-2", reserved(cpus(4)), mem(4096)));

        assertThat(matching.placements().get(0).pool().agent().value()).isEqualTo("a-2");
    }

    @Test
    void saysWhatIsShort() {
        var matching = match(
                2,
                offer("o-1", "a-1", cpus(1), mem(4096), ports(31000, 31001)),
                offer("o-2", "a-2", cpus(0.5), mem(4096)),
                offer("o-3", "a-3", cpus(0.5), mem(4096)));

        assertThat(matching.shortfalls())
                .containsExactly(
                        new Shortfall(profile(2, 1024, 2), 2, "needs 2 cpus, the largest offer has 1 (3 offers seen)"));
    }

    @Test
    void saysThatNothingFitsTogether() {
        var matching = match(1, offer("o-1", "a-1", cpus(8), mem(10)), offer("o-2", "a-2", mem(4096), ports(1, 9)));

        assertThat(matching.shortfalls())
                .extracting(Shortfall::reason)
                .containsExactly("no single offer has 2 cpus, 1024 mem, 2 ports together (2 offers seen)");
    }

    @Test
    void hasNothingToSayWithoutOffers() {
        assertThat(match(1).shortfalls()).isEmpty();
    }

    private static Matching match(int count, Offer... offers) {
        var ports = List.of(offers).stream().anyMatch(offer -> offer.resources().stream()
                        .anyMatch(r -> r.name().equals("ports")))
                ? 2
                : 0;
        return FirstFit.match(Pool.of(List.of(offers)), List.of(new Wanted(profile(2, 1024, ports), count)));
    }
}
