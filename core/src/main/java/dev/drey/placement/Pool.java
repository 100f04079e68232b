/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.AgentId;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all offers of one agent to one role have together. */
public final class Pool {
    /* Mesos accepts offers together only if they are of one agent and one role (master.cpp: validate offers), and it
     * knows agents by id: several agents may share a host name. */
    private final Offer first;
    private final List<Offer> all;
    private final List<OfferId> offers;
    private final Map<String, ScalarStock> scalars = new LinkedHashMap<>();
    private final PortStock ports = new PortStock();
    private boolean reserved;

    /** @param all of one agent to one role, in the order in which they came */
    Pool(List<Offer> all) {
        this.all = all;
        this.first = all.get(0);
        var ids = new ArrayList<OfferId>(all.size());
        for (var offer : all) {
            read(ids.size(), offer);
            ids.add(offer.id());
        }
        this.offers = List.copyOf(ids);
    }

    private void read(int index, Offer offer) {
        for (var resource : offer.resources()) {
            if (!Precedence.mayUse(role(), resource)) {
                continue;
            }
            reserved |= resource.isReserved();
            if (resource.value() instanceof Resource.Scalar scalar) {
                scalars.computeIfAbsent(resource.name(), name -> new ScalarStock())
                        .add(index, resource.reservations(), scalar.amount().millis());
            } else if (resource.name().equals(PortStock.NAME) && resource.value() instanceof Resource.Ranges ranges) {
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
        return offers;
    }

    /* Workers are never counted by host attributes, which may have the name of another field. */
    /** The values this agent has of the fields by which workers are counted, by the names of the fields. */
    public Map<String, String> values(List<Field> fields) {
        Map<String, String> values = new LinkedHashMap<>();
        fields.stream().filter(field -> field.kind() != Field.Kind.TEXT).forEach(field -> field.on(first)
                .ifPresent(value -> values.put(field.name(), value)));
        return values;
    }

    List<Offer> all() {
        return all;
    }

    Offer first() {
        return first;
    }

    boolean isReserved() {
        return reserved;
    }

    Map<String, ScalarStock> scalars() {
        return scalars;
    }

    PortStock ports() {
        return ports;
    }
}
