/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.AgentId;
import dev.drey.model.Offer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pools in the order of agents' ids and roles, and which of them came with the last change. */
final class Pools {
    static final Pools NONE = new Pools(List.of(), new int[0]);

    private final List<Pool> pools;
    private final int[] from;
    private final int[] agents;

    private record Key(AgentId agent, String role) {
        private static Key of(Offer offer) {
            return new Key(offer.agent(), offer.role());
        }
    }

    private Pools(List<Pool> pools, int[] from) {
        this.pools = pools;
        this.from = from;
        this.agents = new int[pools.size()];
        for (var i = 1; i < agents.length; i++) {
            agents[i] = agents[i - 1] + (isSameAgent(i) ? 0 : 1);
        }
    }

    private boolean isSameAgent(int index) {
        return pools.get(index).agent().equals(pools.get(index - 1).agent());
    }

    int size() {
        return agents.length;
    }

    Pool get(int index) {
        return pools.get(index);
    }

    int agents() {
        return agents.length == 0 ? 0 : agents[agents.length - 1] + 1;
    }

    /** The number of the pool's agent. */
    int agent(int index) {
        return agents[index];
    }

    /** The first pool of this agent, or -1. */
    int find(AgentId agent) {
        var low = 0;
        var high = size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (get(middle).agent().value().compareTo(agent.value()) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < size() && get(low).agent().equals(agent) ? low : -1;
    }

    /** Whether there was no such pool before the last change. */
    boolean isNew(int index) {
        return from[index] < 0;
    }

    /** What was known of the pools before the last change, where they are now. */
    long[] moved(long[] before) {
        var after = new long[from.length];
        for (var i = 0; i < from.length; i++) {
            after[i] = from[i] < 0 ? 0 : before[from[i]];
        }
        return after;
    }

    /** What was known of the pools before the last change, where they are now. */
    int[] moved(int[] before) {
        var after = new int[from.length];
        for (var i = 0; i < from.length; i++) {
            after[i] = from[i] < 0 ? 0 : before[from[i]];
        }
        return after;
    }

    /** The pools after some offers went and others came. */
    Pools with(OfferChanges changes) {
        var gone = changes.gone().stream().map(Offer::id).collect(Collectors.toCollection(LinkedHashSet::new));
        var leaving = new BitSet();
        changes.gone().forEach(offer -> leaving.set(place(offer)));
        changes.come().stream().filter(this::hasPool).forEach(offer -> leaving.set(place(offer)));
        Map<Key, List<Offer>> groups = new LinkedHashMap<>();
        leaving.stream()
                .mapToObj(this::get)
                .flatMap(pool -> pool.all().stream())
                .filter(offer -> !gone.contains(offer.id()))
                .forEach(offer -> add(offer, groups));
        changes.come().forEach(offer -> add(offer, groups));
        var fresh = new ArrayList<Pool>(groups.size());
        groups.values().forEach(offers -> fresh.add(new Pool(offers)));
        fresh.sort((one, other) -> compare(one.first(), other.first()));
        return merged(leaving, fresh);
    }

    private static void add(Offer offer, Map<Key, List<Offer>> groups) {
        groups.computeIfAbsent(Key.of(offer), key -> new ArrayList<>(1)).add(offer);
    }

    private boolean hasPool(Offer offer) {
        var place = place(offer);
        return place < size() && compare(get(place).first(), offer) == 0;
    }

    /* Where the pool of the offer is or would be. */
    private int place(Offer offer) {
        var low = 0;
        var high = size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (compare(get(middle).first(), offer) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int compare(Offer one, Offer other) {
        var byAgent = one.agent().value().compareTo(other.agent().value());
        return byAgent != 0 ? byAgent : one.role().compareTo(other.role());
    }

    private Pools merged(BitSet leaving, List<Pool> fresh) {
        var merged = new ArrayList<Pool>(size() + fresh.size());
        var origins = new int[size() + fresh.size()];
        var next = 0;
        for (var pool : fresh) {
            for (var place = place(pool.first()); next < place; next++) {
                keep(next, leaving, merged, origins);
            }
            origins[merged.size()] = -1;
            merged.add(pool);
        }
        for (; next < size(); next++) {
            keep(next, leaving, merged, origins);
        }
        return new Pools(merged, Arrays.copyOf(origins, merged.size()));
    }

    private void keep(int index, BitSet leaving, List<Pool> merged, int[] origins) {
        if (!leaving.get(index)) {
            origins[merged.size()] = index;
            merged.add(get(index));
        }
    }
}
