/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import static dev.drey.placement.Offers.cpus;
import static dev.drey.placement.Offers.mem;
import static dev.drey.placement.Offers.offer;
import static dev.drey.placement.Offers.offerTo;
import static dev.drey.placement.Offers.ports;
import static dev.drey.placement.Offers.profile;
import static dev.drey.placement.Offers.reserved;
import static dev.drey.placement.Offers.reservedTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.Resource;
import dev.drey.model.WorkerProfile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What workers get of the offers of one agent. */
@Tag("unit")
class PoolTest {
    @Test
    void combinesOffersOfOneAgent() {
        var placed = place(
                List.of(offer("o-1", "a-1", cpus(1), mem(512)), offer("o-2", "a-1", cpus(1), mem(512))),
                profile(1.5, 1024, 0));

        assertThat(resources(placed)).containsExactly(List.of(cpus(1.5), mem(1024)));
        assertThat(usedOffers(placed)).containsExactly(new OfferId("o-1"), new OfferId("o-2"));
    }

    @Test
    void leavesOffersUnusedThatAreNotNeeded() {
        var placed = place(
                List.of(offer("o-1", "a-1", cpus(4), mem(4096)), offer("o-2", "a-1", cpus(4), mem(4096))),
                profile(1, 1024, 0));

        assertThat(usedOffers(placed)).containsExactly(new OfferId("o-1"));
    }

    @Test
    void d23AgentsOfOneHostNameAreNotMixed() {
        assertThat(place(List.of(offer("o-1", "a-1", cpus(1)), offer("o-2", "a-2", cpus(1))), profile(2, 0, 0)))
                .isEmpty();
    }

    @Test
    void rolesAreNotMixed() {
        assertThat(place(List.of(offer("o-1", "a-1", cpus(1)), offerTo("*", "o-2", "a-1", cpus(1))), profile(2, 0, 0)))
                .isEmpty();
    }

    @Test
    void d24PlacesNothingIfAnythingIsShort() {
        var offers = List.of(offer("o-1", "a-1", cpus(4), mem(1000), ports(31000, 31001)));

        assertThat(place(offers, profile(1, 1000.001, 0))).isEmpty();
        assertThat(place(offers, profile(1, 1000, 3))).isEmpty();
        assertThat(place(offers, profile(4, 1000, 2))).hasSize(1);
    }

    @Test
    void takesReservedResourcesFirstAndKeepsTheirReservation() {
        var offers = List.of(offer("o-1", "a-1", cpus(4), mem(4096), reserved(cpus(1)), reserved(ports(500, 500))));

        var placed = place(offers, profile(1.5, 100, 1), profile(3.5, 100, 0), profile(0.001, 100, 0));

        assertThat(resources(placed))
                .containsExactly(
                        List.of(reserved(cpus(1)), cpus(0.5), mem(100), reserved(ports(500, 500))),
                        List.of(cpus(3.5), mem(100)));
    }

    @Test
    void takesWhatIsReservedMoreCloselyFirst() {
        var ofTeam = reservedTo(cpus(1), "eng/web");
        var refined = reservedTo(cpus(1), "eng", "eng/web");
        var ofDepartment = reservedTo(cpus(1), "eng");
        var offers = List.of(offerTo("eng/web", "o-1", "a-1", cpus(9), ofDepartment, ofTeam, refined));

        var placed = place(offers, profile(3.5, 0, 0));

        assertThat(resources(placed)).containsExactly(List.of(refined, ofTeam, ofDepartment, cpus(0.5)));
    }

    @Test
    void leavesAloneWhatIsReservedToAnotherRole() {
        var offers = List.of(offerTo("eng/web", "o-1", "a-1", cpus(1), reservedTo(cpus(8), "eng/data")));

        assertThat(place(offers, profile(2, 0, 0))).isEmpty();
    }

    @Test
    void handsOutEachPortOnceAndJoinsNeighbours() {
        var offers =
                List.of(offer("o-1", "a-1", cpus(4), mem(4096), ports(31005, 31006), ports(31000, 31001), ports(0, 0)));

        var placed = place(offers, profile(1, 1, 3), profile(1, 1, 1), profile(1, 1, 1));

        assertThat(placed)
                .extracting(placement -> placement.allotment().ports())
                .containsExactly(List.of(31000, 31005, 31006), List.of(31001));
        assertThat(resources(placed).get(0))
                .contains(Resource.ranges("ports", new Resource.Range(31000, 31000), new Resource.Range(31005, 31006)));
    }

    private static List<Placement> place(List<Offer> offers, WorkerProfile... profiles) {
        var wanted = Stream.of(profiles).map(profile -> new Wanted(profile, 1)).toList();
        return new Matcher(PlacementSettings.DEFAULT)
                .match(offers, wanted, Occupancy.NONE)
                .placements();
    }

    private static List<List<Resource>> resources(List<Placement> placed) {
        return placed.stream()
                .map(placement -> placement.allotment().resources())
                .toList();
    }

    private static List<OfferId> usedOffers(List<Placement> placed) {
        return placed.stream()
                .flatMap(placement -> placement.allotment().offers().stream())
                .toList();
    }
}
