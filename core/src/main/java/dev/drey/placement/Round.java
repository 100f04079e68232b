/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One way to place all batches, worked out in arrays; nothing is taken out of the pools yet. */
final class Round {
    /* However many are wanted, mostly only some of them fit. */
    private static final int MOST_EXPECTED = 1024;

    /* Within a round resources only shrink. If rules and ranks only get worse as well, a pool that was refused once is
     * refused for good, and the best pool is found in one heap: its rank is looked at again when it comes up. Otherwise
     * (GROUP_BY, or a counting rule in a 'not') pools that look alike to the rules wait in a lane of their own, and for
     * each worker the heads of all lanes are compared. First fit without preferences needs no heap: it goes through
     * the pools in order and stops when all workers are placed. */
    private final Terrain terrain;
    private final PlacementSettings settings;
    private final Gates gates;
    private final int[] residents;
    private final Ranking ranking;
    private final List<Batch> batches;
    private final Plan plan;

    Round(Situation situation, PlacementSettings settings, Needs needs, Optional<Gates.Choice> choice) {
        this.terrain = situation.terrain();
        this.settings = settings;
        this.gates = new Gates(situation, choice);
        this.batches = new ArrayList<>(needs.size());
        var supply = new Supply(terrain, needs.scalars());
        var expected = 0;
        for (var i = 0; i < needs.size(); i++) {
            var want = needs.wanted(i);
            var rule = new Rule.All(List.of(settings.rules().required(), want.rule()));
            batches.add(new Batch(want, needs.need(i), rule, gates.of(rule), supply));
            expected = (int) Math.min(MOST_EXPECTED, (long) expected + want.count());
        }
        this.residents = settings.policy() == Policy.FIRST_FIT ? new int[0] : situation.residents();
        this.ranking = new Ranking(situation, settings, residents, gates);
        this.plan = new Plan(expected);
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

    /** How many of the workers would fit in a pool, by resources alone. */
    long capacity(int pool) {
        return batches.stream().mapToLong(batch -> batch.capacity(pool)).sum();
    }

    List<Placement> placements() {
        return plan.placements(terrain, batches);
    }

    long missing() {
        var missing = 0L;
        for (var batch : batches) {
            missing += batch.missing();
        }
        return missing;
    }

    /** Batches with the largest workers first: what is large fits into few places, what is small into the rest. */
    List<Integer> largestFirst() {
        var shares = batches.stream().map(Batch::share).toList();
        var order = inOrder();
        order.sort((a, b) -> Double.compare(shares.get(b), shares.get(a)));
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
            before = plan.size();
            order.forEach(this::place);
        } while (plan.size() > before && missing() > 0 && batches.size() > 1 && !isAllFalling());
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
        return batches.stream().allMatch(Batch::isFalling);
    }

    private void place(int number) {
        var batch = batches.get(number);
        if (batch.missing() == 0) {
            return;
        }
        if (batch.isFalling() && ranking.isStepped()) {
            placeInOrder(number, batch);
        } else if (batch.isFalling() && ranking.isFalling()) {
            placeFromHeap(number, batch);
        } else {
            placeFromLanes(number, batch);
        }
    }

    /** Whether the pool is not kept for workers that need GPUs, unless this is one. */
    boolean isOpenTo(Batch batch, int pool) {
        return !settings.keepsGpuAgents() || batch.needsGpus() || !terrain.hasGpus(pool);
    }

    private void placeInOrder(int number, Batch batch) {
        for (var step : ranking.steps()) {
            for (var pool = 0; pool < terrain.size() && batch.missing() > 0; pool++) {
                if (ranking.isOn(step, pool) && isOpenTo(batch, pool)) {
                    fill(number, batch, pool);
                }
            }
        }
    }

    private void fill(int number, Batch batch, int pool) {
        if (batch.gate().course() == Gate.Course.FIXED) {
            var fitting = batch.gate().holds(pool) ? batch.capacity(pool) : 0;
            for (var i = 0L; i < fitting; i++) {
                take(number, batch, pool);
            }
            return;
        }
        while (batch.missing() > 0 && batch.fits(pool) && batch.gate().holds(pool)) {
            take(number, batch, pool);
        }
    }

    private void placeFromHeap(int number, Batch batch) {
        var heap = new PoolHeap(terrain.size());
        for (var pool = 0; pool < terrain.size(); pool++) {
            if (batch.gate().holds(pool) && isOpenTo(batch, pool) && batch.fits(pool)) {
                heap.append(pool, ranking.rank(pool, batch));
            }
        }
        heap.order();
        var isFixed = ranking.isFixed();
        while (batch.missing() > 0 && !heap.isEmpty()) {
            var pool = heap.first();
            var rank = isFixed ? heap.firstRank() : ranking.rank(pool, batch);
            if (!batch.fits(pool) || !batch.gate().holds(pool)) {
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
            while (!lane.isEmpty() && !batch.fits(lane.first())) {
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
        plan.add(pool, number, batch);
        gates.place(pool);
        if (residents.length > 0) {
            residents[terrain.agent(pool)]++;
        }
    }
}
