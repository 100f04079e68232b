/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.OfferId;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Gathers what one worker takes of a pool. */
final class Cut {
    /* Mostly a pool is one offer, and a worker takes one piece of each resource. */
    private static final BitSet NONE = new BitSet(0);

    private final List<OfferId> all;
    private final BitSet used;
    private Resource[] resources;
    private int size;
    private List<Integer> ports = List.of();

    /** @param expected how many resources there will be if none is in several pieces */
    Cut(Pool pool, int expected) {
        all = pool.offers();
        used = all.size() > 1 ? new BitSet() : NONE;
        resources = new Resource[expected];
    }

    /** Something is taken out of this offer. */
    void use(int offer) {
        if (all.size() > 1) {
            used.set(offer);
        }
    }

    void add(Resource resource) {
        if (size == resources.length) {
            resources = Arrays.copyOf(resources, size * 2 + 1);
        }
        resources[size++] = resource;
    }

    void add(String name, Resource.Value value, List<Reservation> reservations) {
        add(new Resource(name, value, reservations));
    }

    void ports(List<Integer> numbers) {
        ports = numbers;
    }

    Allotment allotment() {
        var taken = size == resources.length ? resources : Arrays.copyOf(resources, size);
        return new Allotment(List.of(taken), ports, offers());
    }

    private List<OfferId> offers() {
        return all.size() > 1 ? used.stream().mapToObj(all::get).toList() : all;
    }
}
