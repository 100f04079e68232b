/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.AgentId;
import dev.drey.model.Check;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.Resource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all offers of one agent to one role have together; hands out exact parts of it.
 *
 * <p>Reserved resources are taken first, see {@link Precedence}. A worker gets all it asks for or nothing.
 */
public final class Pool {
    /* Mesos accepts offers together only if they are of one agent and one role (master.cpp: validate offers), and it
     * knows agents by id: several agents may share a host name. Of thousands of pools only a few are used in one
     * matching, so what is in one is sorted out when the first worker is placed there. */
    private final Offer first;
    private final int agentNumber;
    private List<Offer> offers;
    private Contents contents;

    private static final class Contents {
        private final Map<String, ScalarStock> scalars = new LinkedHashMap<>();
        private final PortStock ports = new PortStock();
        private final BitSet used = new BitSet();
    }

    Pool(Offer first, int agentNumber) {
        this.first = first;
        this.agentNumber = agentNumber;
        this.offers = List.of(first);
    }

    void add(Offer offer) {
        Check.that(contents == null, "offer %s comes too late", offer.id());
        if (offers.size() == 1) {
            offers = new ArrayList<>(offers);
        }
        offers.add(offer);
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
        return offers.stream().map(Offer::id).toList();
    }

    /** The offers of which something was taken: these have to be accepted together. */
    public List<OfferId> usedOffers() {
        return contents().used.stream()
                .mapToObj(index -> offers.get(index).id())
                .toList();
    }

    /** The values this agent has of these fields, by the names of the fields. */
    public Map<String, String> values(List<Field> fields) {
        Map<String, String> values = new LinkedHashMap<>();
        fields.forEach(field -> field.on(first).ifPresent(value -> values.put(field.name(), value)));
        return values;
    }

    Offer first() {
        return first;
    }

    int agentNumber() {
        return agentNumber;
    }

    List<Offer> all() {
        return offers;
    }

    /** Takes all that a worker needs, which must be there. */
    Allotment take(Need need) {
        var open = contents();
        var resources = new ArrayList<Resource>(need.scalars() + 1);
        for (var i = 0; i < need.scalars(); i++) {
            var stock = open.scalars.get(need.name(i));
            Check.that(stock != null, "agent %s has no %s", agent(), need.name(i));
            stock.take(need.name(i), need.amount(i), open.used, resources);
        }
        var numbers = new ArrayList<Integer>(need.ports());
        if (need.ports() > 0) {
            open.ports.take(need.ports(), open.used, resources, numbers);
            numbers.sort(null);
        }
        return new Allotment(resources, numbers);
    }

    private Contents contents() {
        if (contents == null) {
            contents = new Contents();
            for (var i = 0; i < offers.size(); i++) {
                fill(i, offers.get(i));
            }
        }
        return contents;
    }

    private void fill(int index, Offer offer) {
        for (var resource : offer.resources()) {
            if (!Precedence.mayUse(role(), resource)) {
                continue;
            }
            if (resource.value() instanceof Resource.Scalar scalar) {
                contents.scalars
                        .computeIfAbsent(resource.name(), name -> new ScalarStock())
                        .add(index, resource.reservations(), scalar.amount().millis());
            } else if (resource.name().equals(PortStock.NAME) && resource.value() instanceof Resource.Ranges ranges) {
                ranges.ranges().forEach(range -> contents.ports.add(index, resource.reservations(), range));
            }
        }
    }
}
