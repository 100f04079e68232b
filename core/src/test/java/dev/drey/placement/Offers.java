/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.AgentId;
import dev.drey.model.Amount;
import dev.drey.model.Attribute;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import dev.drey.model.WorkerProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Offers and profiles for tests. */
final class Offers {
    static final List<Reservation> RESERVED =
            List.of(new Reservation(Reservation.Type.DYNAMIC, "eng", Optional.of("p"), List.of()));

    private Offers() {}

    static Offer offer(String id, String agent, Resource... resources) {
        return offerTo("eng", id, agent, resources);
    }

    static Offer offerTo(String role, String id, String agent, Resource... resources) {
        return new Offer(
                new OfferId(id),
                new AgentId(agent),
                "same-host",
                role,
                List.of(resources),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    static Resource cpus(double units) {
        return Resource.scalar("cpus", Amount.of(units));
    }

    static Resource mem(double units) {
        return Resource.scalar("mem", Amount.of(units));
    }

    static Resource ports(long begin, long end) {
        return Resource.ranges("ports", new Resource.Range(begin, end));
    }

    static Resource reserved(Resource resource) {
        return new Resource(resource.name(), resource.value(), RESERVED);
    }

    /** Reserved through a stack of reservations to these roles. */
    static Resource reservedTo(Resource resource, String... roles) {
        var stack = Stream.of(roles)
                .map(role -> new Reservation(Reservation.Type.DYNAMIC, role, Optional.of("p"), List.of()))
                .toList();
        return new Resource(resource.name(), resource.value(), stack);
    }

    /** An offer of much, on an agent with these attributes: {@code rack=r1}. */
    static Offer offerAt(String agent, double cpus, String... attributes) {
        return at(offer("o-" + agent, agent, cpus(cpus), mem(65536), ports(31000, 31999)), "host-" + agent, attributes);
    }

    /** The same offer with this host name and these attributes. */
    static Offer at(Offer offer, String hostname, String... attributes) {
        return new Offer(
                offer.id(),
                offer.agent(),
                hostname,
                offer.role(),
                offer.resources(),
                Stream.of(attributes).map(Offers::attribute).toList(),
                offer.domain(),
                offer.unavailability());
    }

    private static Attribute attribute(String text) {
        var parts = text.split("=", 2);
        return new Attribute(parts[0], new Attribute.Text(parts[1]));
    }

    static WorkerProfile profile(double cpus, double mem, int ports) {
        return new WorkerProfile("default", Map.of("cpus", Amount.of(cpus), "mem", Amount.of(mem)), ports);
    }
}
