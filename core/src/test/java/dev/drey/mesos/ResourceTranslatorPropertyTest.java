/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.model.Amount;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.apache.mesos.v1.Protos;

@Tag("unit")
class ResourceTranslatorPropertyTest {

    @Property(tries = 300)
    void aResourceComesBackAsItWasInTheFormWithRefinement(@ForAll("resources") Resource resource) {
        var translator = new ResourceTranslator(true, Optional.empty());

        assertThat(ResourceTranslator.fromMesos(translator.toMesos(resource))).contains(resource);
    }

    @Property(tries = 300)
    void aResourceComesBackAsItWasInTheOldForm(@ForAll("simplyReserved") Resource resource) {
        var translator = new ResourceTranslator(false, Optional.empty());

        var mesos = translator.toMesos(resource);

        assertThat(mesos.getReservationsCount()).isZero();
        assertThat(ResourceTranslator.fromMesos(mesos)).contains(resource);
    }

    @Property(tries = 300)
    void whatWasOfferedIsLaunchedToTheLetter(@ForAll("offered") Protos.Resource offered) {
        var translator = new ResourceTranslator(true, Optional.of("role"));

        var launched = ResourceTranslator.fromMesos(offered).map(translator::toMesos);

        assertThat(launched).contains(offered);
    }

    @Provide
    Arbitrary<Protos.Resource> offered() {
        var translator = new ResourceTranslator(true, Optional.of("role"));
        return resources().map(translator::toMesos);
    }

    @Provide
    Arbitrary<Resource> resources() {
        return resources(reservations().list().ofMaxSize(3));
    }

    @Provide
    Arbitrary<Resource> simplyReserved() {
        var simple = Arbitraries.oneOf(
                reservations().filter(r -> r.type() == Reservation.Type.DYNAMIC),
                roles().map(role -> new Reservation(Reservation.Type.STATIC, role, Optional.empty(), List.of())));
        return resources(simple.list().ofMaxSize(1));
    }

    private static Arbitrary<Resource> resources(Arbitrary<List<Reservation>> stacks) {
        return Combinators.combine(Arbitraries.of("cpus", "mem", "gpus", "ports", "network"), values(), stacks)
                .as(Resource::new);
    }

    private static Arbitrary<Resource.Value> values() {
        var scalars =
                Arbitraries.longs().between(1, 10_000_000_000L).map(millis -> new Resource.Scalar(new Amount(millis)));
        var steps = Arbitraries.longs().between(1, 500).list().ofMinSize(2).ofMaxSize(8);
        return Arbitraries.oneOf(scalars, steps.map(ResourceTranslatorPropertyTest::ranges));
    }

    private static Resource.Value ranges(List<Long> steps) {
        var ranges = new ArrayList<Resource.Range>();
        long at = 0;
        for (int i = 0; i + 1 < steps.size(); i += 2) {
            long begin = at + steps.get(i) + 1;
            at = begin + steps.get(i + 1);
            ranges.add(new Resource.Range(begin, at));
        }
        return new Resource.Ranges(ranges);
    }

    private static Arbitrary<Reservation> reservations() {
        var labels = Combinators.combine(roles(), roles().optional())
                .as(Reservation.Label::new)
                .list()
                .ofMaxSize(3);
        return Combinators.combine(Arbitraries.of(Reservation.Type.class), roles(), roles().optional(), labels)
                .as(Reservation::new);
    }

    private static Arbitrary<String> roles() {
        return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8);
    }
}
