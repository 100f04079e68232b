/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.AgentId;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pools in the order of agents' ids and roles, and which of them came with the last change. */
final class Pools {
    static final Pools NONE = new Pools(List.of(), new int[0]);

    private static final Comparator<Pool> ORDER =
            Comparator.<Pool, String>comparing(pool -> pool.agent().value()).thenComparing(Pool::role);

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

    /** The pools of the offers that are held now instead of those before; the same object if nothing changed. */
    Pools with(Map<OfferId, Offer> before, Map<OfferId, Offer> now) {
        var changed = changed(before, now);
        if (changed.isEmpty()) {
            return this;
        }
        Map<Key, Pool> fresh = new LinkedHashMap<>();
        for (var offer : now.values()) {
            var key = Key.of(offer);
            if (changed.contains(key)) {
                fresh.computeIfAbsent(key, missing -> new Pool(offer)).add(offer);
            }
        }
        var sorted = new ArrayList<>(fresh.values());
        sorted.sort(ORDER);
        return merged(changed, sorted);
    }

    private static Set<Key> changed(Map<OfferId, Offer> before, Map<OfferId, Offer> now) {
        Set<Key> changed = new LinkedHashSet<>();
        now.forEach((id, offer) -> {
            if (before.get(id) != offer) {
                changed.add(Key.of(offer));
            }
        });
        before.forEach((id, offer) -> {
            if (now.get(id) != offer) {
                changed.add(Key.of(offer));
            }
        });
        return changed;
    }

    private Pools merged(Set<Key> changed, List<Pool> fresh) {
        var merged = new ArrayList<Pool>(size() + fresh.size());
        var origins = new int[size() + fresh.size()];
        var next = 0;
        for (var i = 0; i < size(); i++) {
            var pool = get(i);
            if (changed.contains(Key.of(pool.first()))) {
                continue;
            }
            while (next < fresh.size() && ORDER.compare(fresh.get(next), pool) < 0) {
                origins[merged.size()] = -1;
                merged.add(fresh.get(next++));
            }
            origins[merged.size()] = i;
            merged.add(pool);
        }
        for (; next < fresh.size(); next++) {
            origins[merged.size()] = -1;
            merged.add(fresh.get(next));
        }
        return new Pools(List.copyOf(merged), Arrays.copyOf(origins, merged.size()));
    }
}
