/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.AgentId;
import dev.drey.model.Offer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Offers, read once and kept ready for matching: what is free on each agent for each role, as arrays.
 *
 * <p>Matching changes nothing in it: what was used is left out of the next {@link #holding}. Not for several threads.
 */
public final class Terrain {
    private static final String GPUS = "gpus";

    private final List<Offer> held;
    private final Pools pools;
    private final Map<String, long[]> scalars;
    private final long[] ports;
    private final boolean hasReserved;
    private final boolean hasGpus;
    private final Map<Field, Column> columns = new LinkedHashMap<>();

    private Terrain(List<Offer> held, Pools pools, Map<String, long[]> scalars, long[] ports) {
        this.held = held;
        this.pools = pools;
        this.scalars = scalars;
        this.ports = ports;
        var reserved = false;
        for (var pool = 0; pool < pools.size(); pool++) {
            reserved |= pools.get(pool).isReserved();
        }
        this.hasReserved = reserved;
        this.hasGpus = scalars.containsKey(GPUS);
    }

    /** No offers yet; of those that come these fields are read at once, others when a rule asks for them. */
    public static Terrain reading(List<Field> fields) {
        var terrain = new Terrain(List.of(), Pools.NONE, Map.of(), new long[0]);
        fields.forEach(terrain::column);
        return terrain;
    }

    /** These offers. */
    public static Terrain of(List<Offer> offers) {
        return reading(List.of()).holding(offers);
    }

    /** Exactly these offers; those that are held already are not read again. */
    public Terrain holding(List<Offer> offers) {
        var changes = OfferChanges.between(held, offers);
        if (changes.isEmpty()) {
            return this;
        }
        var changed = pools.with(changes);
        var terrain = new Terrain(List.copyOf(offers), changed, scalars(changed), ports(changed));
        columns.forEach((field, column) -> terrain.columns.put(field, column.moved(changed)));
        return terrain;
    }

    private Map<String, long[]> scalars(Pools next) {
        Map<String, long[]> moved = new LinkedHashMap<>();
        scalars.forEach((name, amounts) -> moved.put(name, next.moved(amounts)));
        for (var i = 0; i < next.size(); i++) {
            if (next.isNew(i)) {
                var index = i;
                next.get(i)
                        .scalars()
                        .forEach((name, stock) ->
                                moved.computeIfAbsent(name, key -> new long[next.size()])[index] = stock.total());
            }
        }
        return moved;
    }

    private long[] ports(Pools next) {
        var moved = next.moved(ports);
        for (var i = 0; i < moved.length; i++) {
            if (next.isNew(i)) {
                moved[i] = next.get(i).ports().total();
            }
        }
        return moved;
    }

    /** How many pools there are: for each agent one per role it is offered to. */
    int size() {
        return pools.size();
    }

    /** How many agents there are. */
    int agents() {
        return pools.agents();
    }

    Pool pool(int index) {
        return pools.get(index);
    }

    /** The number of the pool's agent. */
    int agent(int pool) {
        return pools.agent(pool);
    }

    /** The first pool of this agent, or -1 if there is none. */
    int find(AgentId agent) {
        return pools.find(agent);
    }

    /** A copy of what there is of this resource on each pool, for one round to work on. */
    long[] scalar(String name) {
        var amounts = scalars.get(name);
        return amounts == null ? new long[size()] : amounts.clone();
    }

    /** A copy of how many ports there are. */
    long[] ports() {
        return ports.clone();
    }

    /** Whether any pool has reserved resources. */
    boolean hasReserved() {
        return hasReserved;
    }

    boolean isReserved(int pool) {
        return hasReserved && pools.get(pool).isReserved();
    }

    boolean hasGpus(int pool) {
        return hasGpus && scalars.get(GPUS)[pool] > 0;
    }

    Column column(Field field) {
        var column = columns.get(field);
        if (column == null) {
            column = Column.of(field, pools);
            columns.put(field, column);
        }
        return column;
    }
}
