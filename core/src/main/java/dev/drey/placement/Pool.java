/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.AgentId;
import dev.drey.model.Amount;
import dev.drey.model.Check;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.Resource;
import dev.drey.model.WorkerProfile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all offers of one agent to one role have together; hands out exact parts of it.
 *
 * <p>Reserved resources are taken first. A worker gets all it asks for or nothing.
 */
public final class Pool {
    /* Mesos accepts offers together only if they are of one agent and one role (master.cpp: validate offers), and it
     * knows agents by id: several agents may share a host name. */
    private static final String PORTS = "ports";

    private final Offer first;
    private final List<OfferId> offers = new ArrayList<>();
    private final BitSet used = new BitSet();
    private final Map<String, ScalarStock> scalars = new LinkedHashMap<>();
    private final PortStock ports = new PortStock();
    private boolean reserved;

    private Pool(Offer first) {
        this.first = first;
    }

    /** One pool for each agent and role, in the order of their first offers. */
    public static List<Pool> of(List<Offer> offers) {
        record Key(AgentId agent, String role) {}
        Map<Key, Pool> pools = new LinkedHashMap<>();
        for (var offer : offers) {
            pools.computeIfAbsent(new Key(offer.agent(), offer.role()), key -> new Pool(offer))
                    .add(offer);
        }
        return List.copyOf(pools.values());
    }

    private void add(Offer offer) {
        var index = offers.size();
        offers.add(offer.id());
        for (var resource : offer.resources()) {
            reserved |= resource.isReserved();
            if (resource.value() instanceof Resource.Scalar scalar) {
                scalars.computeIfAbsent(resource.name(), name -> new ScalarStock())
                        .add(index, resource.reservations(), scalar.amount().millis());
            } else if (resource.name().equals(PORTS) && resource.value() instanceof Resource.Ranges ranges) {
                ranges.ranges().forEach(range -> ports.add(index, resource.reservations(), range));
            }
        }
    }

    public AgentId agent() {
        return first.agent();
    }

    public String hostname() {
        return first.hostname();
    }

    public String role() {
        return first.role();
    }

    /** The offers of this pool, in the order in which they came. */
    public List<OfferId> offers() {
        return List.copyOf(offers);
    }

    /** The offers of which something was taken: these have to be accepted together. */
    public List<OfferId> usedOffers() {
        return used.stream().mapToObj(offers::get).toList();
    }

    boolean hasReserved() {
        return reserved;
    }

    /** How much of a scalar resource is left, in thousandths. */
    long free(String resource) {
        var stock = scalars.get(resource);
        return stock == null ? 0 : stock.free();
    }

    long freePorts() {
        return ports.free();
    }

    /** Takes all that a worker of this profile needs, or nothing. */
    public Optional<Allotment> take(WorkerProfile profile) {
        if (!fits(profile)) {
            return Optional.empty();
        }
        var resources = new ArrayList<Resource>();
        profile.scalars().forEach((name, amount) -> scalars.get(name)
                .take(amount.millis(), used)
                .forEach((reservations, millis) ->
                        resources.add(new Resource(name, new Resource.Scalar(new Amount(millis)), reservations))));
        var numbers = new ArrayList<Integer>();
        ports.take(profile.ports(), used).forEach((reservations, taken) -> {
            numbers.addAll(taken);
            resources.add(new Resource(PORTS, PortStock.ranges(taken), reservations));
        });
        Check.that(numbers.size() == profile.ports(), "took %s ports of %s", numbers.size(), profile.ports());
        return Optional.of(new Allotment(resources, numbers.stream().sorted().toList()));
    }

    private boolean fits(WorkerProfile profile) {
        for (var need : profile.scalars().entrySet()) {
            if (free(need.getKey()) < need.getValue().millis()) {
                return false;
            }
        }
        return ports.free() >= profile.ports();
    }
}
