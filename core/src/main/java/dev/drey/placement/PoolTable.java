/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.AgentId;
import dev.drey.model.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pools by agent and role, and numbers for agents: several pools may be of one agent. */
final class PoolTable {
    /* Ten thousand offers come through here in each round, so this is an open hash table of indices and not a map of
     * keys that would have to be made. All pools of one agent are in one run of slots. */
    private final List<Pool> pools;
    private final int[] slots;
    private int agents;

    private PoolTable(int size) {
        this.pools = new ArrayList<>(size);
        this.slots = new int[Integer.highestOneBit(Math.max(4, size)) * 4];
    }

    /** The pools are in the order of their first offers. */
    static PoolTable of(List<Offer> offers) {
        var table = new PoolTable(offers.size());
        offers.forEach(table::add);
        return table;
    }

    List<Pool> pools() {
        return pools;
    }

    /** How many agents there are. */
    int agents() {
        return agents;
    }

    /** A pool of this agent, if something of it is offered. */
    Optional<Pool> find(AgentId agent) {
        for (var slot = start(agent); slots[slot] != 0; slot = next(slot)) {
            var pool = pools.get(slots[slot] - 1);
            if (pool.agent().equals(agent)) {
                return Optional.of(pool);
            }
        }
        return Optional.empty();
    }

    private void add(Offer offer) {
        var number = -1;
        var slot = start(offer.agent());
        for (; slots[slot] != 0; slot = next(slot)) {
            var pool = pools.get(slots[slot] - 1);
            if (pool.agent().equals(offer.agent())) {
                if (pool.role().equals(offer.role())) {
                    pool.add(offer);
                    return;
                }
                number = pool.agentNumber();
            }
        }
        pools.add(new Pool(offer, number < 0 ? agents++ : number));
        slots[slot] = pools.size();
    }

    private int start(AgentId agent) {
        var hash = agent.value().hashCode() * 0x9E3779B9;
        return (hash ^ hash >>> 15) & slots.length - 1;
    }

    private int next(int slot) {
        return slot + 1 & slots.length - 1;
    }
}
