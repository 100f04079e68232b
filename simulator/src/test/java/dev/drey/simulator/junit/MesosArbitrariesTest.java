/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.resources.ResourceValidation;
import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.domains.Domain;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Offer;

/** What the arbitraries make is valid, and becomes simple when it is shrunk. */
@Domain(MesosDomain.class)
class MesosArbitrariesTest {
    @Property(tries = 200)
    void offersAreValid(@ForAll Offer offer) {
        assertThat(ResourceValidation.problem(offer.getResourcesList())).isEmpty();
        assertThat(offer.getResourcesList())
                .allMatch(resource -> resource.getAllocationInfo().getRole().equals("*"));
        assertThat(Resources.of(offer.getResourcesList()).scalar("cpus")).isBetween(0.1, 64.0);
    }

    @Property(tries = 100)
    void agentsAreValid(@ForAll AgentInfo agent) {
        assertThat(ResourceValidation.problem(agent.getResourcesList())).isEmpty();
        assertThat(agent.hasId()).isFalse();
    }

    @Property(tries = 100)
    void attributesHaveDifferentNames(@ForAll List<Attribute> attributes) {
        assertThat(attributes.stream().map(Attribute::getName)).doesNotHaveDuplicates();
    }

    @Property(tries = 100)
    void offersOfABatchAreOfDifferentAgents(@ForAll List<Offer> offers) {
        assertThat(offers.stream().map(offer -> offer.getAgentId().getValue())).doesNotHaveDuplicates();
    }

    @Property(tries = 100)
    void plansBeginWithAWish(@ForAll Plan plan) {
        assertThat(plan.steps()).anyMatch(step -> step instanceof Plan.Want want && want.count() > 0);
        assertThat(plan.steps()).allMatch(step -> step.at().compareTo(plan.run()) <= 0);
    }

    @Provide
    Arbitrary<Offer> reserved() {
        return MesosArbitraries.offersTo("prod");
    }

    @Property(tries = 100)
    void reservedResourcesAreOfTheRole(@ForAll("reserved") Offer offer) {
        assertThat(offer.getResourcesList())
                .flatMap(resource -> resource.getReservationsList())
                .allMatch(reservation -> reservation.getRole().equals("prod"));
    }

    @Example
    void offersShrinkToLittle() {
        var shrunk = smallest(MesosArbitraries.offers());

        assertThat(Resources.of(shrunk.getResourcesList()).unallocated()).isEqualTo(Resources.parse("cpus:1;mem:32"));
        assertThat(shrunk.getAttributesList()).isEmpty();
    }

    /* As jqwik shrinks a property that fails for every value. */
    private static <T> T smallest(Arbitrary<T> arbitrary) {
        Optional<Shrinkable<T>> next = Optional.of(arbitrary.generator(1000).next(new Random(42)));
        Shrinkable<T> best = next.get();
        while (next.isPresent()) {
            best = next.get();
            var distance = best.distance();
            next = best.shrink()
                    .filter(candidate -> candidate.distance().compareTo(distance) < 0)
                    .findFirst();
        }
        return best.value();
    }
}
