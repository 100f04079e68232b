/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One way to place all batches, worked out in arrays; nothing is taken out of the pools yet. */
final class Round {
    /* Within a round resources only shrink. If rules and ranks only get worse as well, a pool that was refused once is
     * refused for good, and the best pool is found in one heap: its rank is looked at again when it comes up. Otherwise
     * (GROUP_BY, or a counting rule in a 'not') pools that look alike to the rules wait in a lane of their own, and for
     * each worker the heads of all lanes are compared. */
    private final Terrain terrain;
    private final PlacementSettings settings;
    private final Gates gates;
    private final long[] free;
    private final int[] residents;
    private final Ranking ranking;
    private final List<Batch> batches = new ArrayList<>();
    private int[] plannedPools = new int[16];
    private int[] plannedBatches = new int[16];
    private int planned;

    Round(
            Terrain terrain,
            PlacementSettings settings,
            List<Wanted> wanted,
            List<Need> needs,
            Optional<Gates.Choice> choice) {
        this.terrain = terrain;
        this.settings = settings;
        this.gates = new Gates(terrain, choice);
        this.free = terrain.free();
        this.residents = terrain.residents();
        for (var i = 0; i < wanted.size(); i++) {
            var rule = new Rule.All(
                    List.of(settings.rules().required(), wanted.get(i).rule()));
            batches.add(new Batch(wanted.get(i), needs.get(i), rule, gates, terrain));
        }
        this.ranking = new Ranking(terrain, settings.policy(), free, residents)
                .with(settings.rules().preferred(), gates);
    }

    List<Batch> batches() {
        return batches;
    }

    Gates gates() {
        return gates;
    }

    Terrain terrain() {
        return terrain;
    }

    long free(int pool, int index) {
        return free[pool * terrain.width() + index];
    }

    /** How many of the workers would fit in a pool, by resources alone. */
    long capacity(int pool) {
        return batches.stream()
                .mapToLong(batch -> batch.capacity(free, pool * terrain.width()))
                .sum();
    }

    int planned() {
        return planned;
    }

    int plannedPool(int index) {
        return plannedPools[index];
    }

    Batch plannedBatch(int index) {
        return batches.get(plannedBatches[index]);
    }

    int missing() {
        return batches.stream().mapToInt(Batch::missing).sum();
    }

    /** Batches with the largest workers first: what is large fits into few places, what is small into the rest. */
    List<Integer> largestFirst() {
        var totals = new ArrayList<Long>();
        for (var index = 0; index < terrain.width(); index++) {
            var total = 0L;
            for (var pool = 0; pool < terrain.size(); pool++) {
                total += free(pool, index);
            }
            totals.add(total);
        }
        var order = inOrder();
        order.sort((a, b) ->
                Double.compare(batches.get(b).share(totals), batches.get(a).share(totals)));
        return order;
    }

    /** Whether all workers are placed but some of the largest. */
    boolean isOnlyLargestMissing(int largest) {
        return missing() == batches.get(largest).missing();
    }

    /** Batches as they are given. */
    List<Integer> inOrder() {
        var order = new ArrayList<Integer>();
        for (var i = 0; i < batches.size(); i++) {
            order.add(i);
        }
        return order;
    }

    /** Places what fits. A batch placed later may open a place for an earlier one, so it goes on until nothing fits. */
    void run(List<Integer> order) {
        int before;
        do {
            before = planned;
            order.forEach(this::place);
        } while (planned > before && missing() > 0 && batches.size() > 1 && !isAllFalling());
    }

    /** As {@link #run}, but leaves some workers of the first batch in the order to the end. */
    void run(List<Integer> order, int heldBack) {
        var first = batches.get(order.get(0));
        first.holdBack(heldBack);
        run(order);
        first.holdBack(-heldBack);
        run(order);
    }

    private boolean isAllFalling() {
        return batches.stream().allMatch(batch -> batch.gate().isFalling());
    }

    private void place(int number) {
        var batch = batches.get(number);
        if (batch.missing() == 0) {
            return;
        }
        if (batch.gate().isFalling() && ranking.isFalling()) {
            placeFromHeap(number, batch);
        } else {
            placeFromLanes(number, batch);
        }
    }

    /** Whether the pool is not kept for workers that need GPUs, unless this is one. */
    boolean isOpenTo(Batch batch, int pool) {
        return !settings.keepsGpuAgents() || batch.needsGpus() || !terrain.hasGpus(pool);
    }

    private boolean fits(Batch batch, int pool) {
        return batch.fits(free, pool * terrain.width());
    }

    private void placeFromHeap(int number, Batch batch) {
        var heap = new PoolHeap(terrain.size());
        for (var pool = 0; pool < terrain.size(); pool++) {
            if (isOpenTo(batch, pool) && fits(batch, pool) && batch.gate().holds(pool)) {
                heap.append(pool, ranking.rank(pool, batch));
            }
        }
        heap.order();
        var isFixed = ranking.isFixed();
        while (batch.missing() > 0 && !heap.isEmpty()) {
            var pool = heap.first();
            var rank = isFixed ? heap.firstRank() : ranking.rank(pool, batch);
            if (!fits(batch, pool) || !batch.gate().holds(pool)) {
                heap.removeFirst();
            } else if (rank > heap.firstRank()) {
                heap.rerankFirst(rank);
            } else {
                take(number, batch, pool);
            }
        }
    }

    private void placeFromLanes(int number, Batch batch) {
        var lanes = lanes(batch);
        while (batch.missing() > 0) {
            var best = best(lanes, batch);
            if (best.isEmpty()) {
                return;
            }
            var pool = best.get().first();
            take(number, batch, pool);
            best.get().rerankFirst(ranking.rankAmongAlike(pool, batch));
        }
    }

    private Optional<PoolHeap> best(List<PoolHeap> lanes, Batch batch) {
        var best = Optional.<PoolHeap>empty();
        var bestRank = Long.MAX_VALUE;
        for (var lane : lanes) {
            while (!lane.isEmpty() && !fits(batch, lane.first())) {
                lane.removeFirst();
            }
            if (!lane.isEmpty() && batch.gate().holds(lane.first())) {
                var rank = ranking.rank(lane.first(), batch);
                if (best.isEmpty()
                        || rank < bestRank
                        || rank == bestRank && lane.first() < best.get().first()) {
                    best = Optional.of(lane);
                    bestRank = rank;
                }
            }
        }
        return best;
    }

    private List<PoolHeap> lanes(Batch batch) {
        var looks = looks(batch);
        Map<Integer, Integer> sizes = new LinkedHashMap<>();
        for (var look : looks) {
            sizes.merge(look, 1, Integer::sum);
        }
        Map<Integer, PoolHeap> lanes = new LinkedHashMap<>();
        sizes.forEach((look, size) -> lanes.put(look, new PoolHeap(size)));
        for (var pool = 0; pool < terrain.size(); pool++) {
            if (isOpenTo(batch, pool)) {
                lanes.get(looks[pool]).append(pool, ranking.rankAmongAlike(pool, batch));
            }
        }
        lanes.values().forEach(PoolHeap::order);
        return List.copyOf(lanes.values());
    }

    /* Pools with the same number have the same values of all fields that the rules look at. */
    private int[] looks(Batch batch) {
        var rules = new ArrayList<Rule>();
        rules.add(batch.rule());
        settings.rules().preferred().forEach(preference -> rules.add(preference.rule()));
        var looks = new int[terrain.size()];
        for (var field : Fields.of(rules)) {
            var column = terrain.column(field);
            Map<Long, Integer> numbers = new LinkedHashMap<>();
            for (var pool = 0; pool < looks.length; pool++) {
                var look = (long) looks[pool] * column.size() + column.value(pool);
                looks[pool] = numbers.computeIfAbsent(look, key -> numbers.size());
            }
        }
        return looks;
    }

    private void take(int number, Batch batch, int pool) {
        batch.take(free, pool * terrain.width());
        residents[terrain.pool(pool).agentNumber()]++;
        gates.place(pool);
        if (planned == plannedPools.length) {
            plannedPools = Arrays.copyOf(plannedPools, planned * 2);
            plannedBatches = Arrays.copyOf(plannedBatches, planned * 2);
        }
        plannedPools[planned] = pool;
        plannedBatches[planned++] = number;
    }
}
