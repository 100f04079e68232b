/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Offer;
import dev.drey.model.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pools of one matching as arrays: what is free of each resource that anybody wants, and what else matters. */
final class Terrain {
    private static final String GPUS = "gpus";

    private final PoolTable table;
    private final Occupancy occupancy;
    private final Pool[] pools;
    private final List<String> resources = new ArrayList<>();
    private final long[] free;
    private final boolean[] reserved;
    private final boolean[] gpus;
    private final boolean[] failing;
    private final int[] residents;
    private final Map<Field, Column> columns = new LinkedHashMap<>();

    /** @param needs what is wanted; other resources are left aside */
    Terrain(PoolTable table, List<Need> needs, Occupancy occupancy) {
        this.table = table;
        this.occupancy = occupancy;
        this.pools = table.pools().toArray(Pool[]::new);
        needs.forEach(this::note);
        this.free = new long[pools.length * width()];
        this.reserved = new boolean[pools.length];
        this.gpus = new boolean[pools.length];
        for (var i = 0; i < pools.length; i++) {
            for (var offer : pools[i].all()) {
                add(i, offer);
            }
        }
        this.failing = new boolean[table.agents()];
        this.residents = new int[table.agents()];
        occupancy.failing().forEach(agent -> table.find(agent).ifPresent(pool -> failing[pool.agentNumber()] = true));
        occupancy.workers().forEach(worker -> table.find(worker.agent())
                .ifPresent(pool -> residents[pool.agentNumber()]++));
    }

    private void note(Need need) {
        for (var i = 0; i < need.scalars(); i++) {
            if (!resources.contains(need.name(i))) {
                resources.add(need.name(i));
            }
        }
    }

    private void add(int pool, Offer offer) {
        var row = pool * width();
        for (var resource : offer.resources()) {
            if (!Precedence.mayUse(offer.role(), resource)) {
                continue;
            }
            reserved[pool] |= resource.isReserved();
            if (resource.value() instanceof Resource.Scalar scalar) {
                var index = resources.indexOf(resource.name());
                if (index >= 0) {
                    free[row + index] += scalar.amount().millis();
                }
                gpus[pool] |= resource.name().equals(GPUS) && !scalar.amount().isZero();
            } else if (resource.name().equals(PortStock.NAME) && resource.value() instanceof Resource.Ranges ranges) {
                for (var range : ranges.ranges()) {
                    free[row + resources.size()] += PortStock.usable(range);
                }
            }
        }
    }

    /** Numbers per pool in {@link #free}: the scalar resources, then the ports. */
    int width() {
        return resources.size() + 1;
    }

    int index(String resource) {
        return resources.indexOf(resource);
    }

    /** A copy of what is free, for one round to work on. */
    long[] free() {
        return free.clone();
    }

    /** How many workers run on each agent, for one round to work on. */
    int[] residents() {
        return residents.clone();
    }

    int size() {
        return pools.length;
    }

    Pool pool(int index) {
        return pools[index];
    }

    boolean isReserved(int pool) {
        return reserved[pool];
    }

    boolean hasGpus(int pool) {
        return gpus[pool];
    }

    boolean isFailing(int pool) {
        return failing[pools[pool].agentNumber()];
    }

    /** The values of a field, worked out when a rule asks for them. */
    Column column(Field field) {
        return columns.computeIfAbsent(field, name -> new Column(name, pools, occupancy, table));
    }
}
