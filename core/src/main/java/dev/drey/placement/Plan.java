/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which worker goes where, in the order in which they were placed. */
final class Plan {
    private int[] pools;
    private int[] batches;
    private long[] left;
    private int size;
    private int used;

    /** @param workers about how many there will be */
    Plan(int workers) {
        pools = new int[workers];
        batches = new int[workers];
        left = new long[workers * 3];
    }

    int size() {
        return size;
    }

    /** Places a worker, and writes down what was left before it took its part. */
    void add(int pool, int batch, Batch from) {
        if (size == pools.length) {
            pools = Arrays.copyOf(pools, size * 2 + 1);
            batches = Arrays.copyOf(batches, size * 2 + 1);
        }
        if (used + from.width() > left.length) {
            left = Arrays.copyOf(left, left.length * 2 + from.width());
        }
        pools[size] = pool;
        batches[size++] = batch;
        from.take(pool, left, used);
        used += from.width();
    }

    List<Placement> placements(Terrain terrain, List<Batch> all) {
        var placements = new ArrayList<Placement>(size);
        var at = 0;
        for (var i = 0; i < size; i++) {
            var batch = all.get(batches[i]);
            placements.add(new Placement(terrain.pool(pools[i]), batch.need(), left, at));
            at += batch.width();
        }
        return placements;
    }
}
