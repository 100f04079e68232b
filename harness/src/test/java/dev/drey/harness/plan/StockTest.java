/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.Amount;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import dev.drey.model.Resource.Range;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class StockTest {
    @Test
    void whatHasAReservationIsTakenFromIt() {
        var stock = new Stock(List.of(cpus(4), reserved(cpus(2), "eng")));

        stock.take(reserved(cpus(1.5), "eng"));

        assertThat(stock.left()).containsExactly(cpus(4), reserved(cpus(0.5), "eng"));
    }

    @Test
    void aRoleUsesItsOwnFirstThenThatOfTheRoleAboveThenWhatIsNotReserved() {
        var stock = new Stock(
                List.of(cpus(4), reserved(cpus(2), "eng"), reserved(cpus(1), "eng/web"), reserved(cpus(1), "ops")));

        stock.take(use("eng/web", cpus(2)));
        assertThat(stock.left()).containsExactly(cpus(4), reserved(cpus(1), "eng"), reserved(cpus(1), "ops"));

        stock.take(use("eng/web", cpus(3)));
        assertThat(stock.left()).containsExactly(cpus(2), reserved(cpus(1), "ops"));

        stock.take(use("eng/web", cpus(9)));
        assertThat(stock.left()).isEmpty();
    }

    @Test
    void rangesAreCutOut() {
        var stock = new Stock(List.of(ports(new Range(1, 10), new Range(20, 30))));

        stock.take(ports(new Range(1, 1), new Range(4, 6), new Range(9, 21), new Range(30, 40)));

        assertThat(stock.left()).containsExactly(ports(new Range(2, 3), new Range(7, 8), new Range(22, 29)));
    }

    @Test
    void equalPartsAreOne() {
        var stock = new Stock(List.of(cpus(1), cpus(2), ports(new Range(1, 5)), ports(new Range(4, 7))));

        assertThat(stock.left()).containsExactly(cpus(3), ports(new Range(1, 5), new Range(6, 7)));
    }

    private static Resource cpus(double units) {
        return Resource.scalar("cpus", Amount.of(units));
    }

    private static Resource ports(Range... ranges) {
        return Resource.ranges("ports", ranges);
    }

    private static Resource reserved(Resource resource, String role) {
        var reservation = new Reservation(Reservation.Type.STATIC, role, Optional.empty(), List.of());
        return new Resource(resource.name(), resource.value(), List.of(reservation));
    }

    private static Claim use(String role, Resource... resources) {
        return new Claim(Claim.Kind.USE, Optional.empty(), role, List.of(resources), false);
    }
}
