/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.WorkerProfile;

/** A place for one worker: what it takes of which pool. */
public final class Placement {
    /* What was left of each resource before this worker took its part says exactly which part that is. */
    private final Pool pool;
    private final Need need;
    private final long[] left;
    private final int at;

    /** @param left from {@code at} on what was left of the resources of the need, then of the ports */
    Placement(Pool pool, Need need, long[] left, int at) {
        this.pool = pool;
        this.need = need;
        this.left = left;
        this.at = at;
    }

    public Pool pool() {
        return pool;
    }

    public WorkerProfile profile() {
        return need.profile();
    }

    /** The resources written down, as an ACCEPT takes them. */
    public Allotment allotment() {
        var cut = new Cut(pool, need.scalars() + (need.ports() > 0 ? 1 : 0));
        for (var i = 0; i < need.scalars(); i++) {
            var stock = pool.scalars().get(need.name(i));
            stock.cut(need.resource(i), stock.total() - left[at + i], cut);
        }
        if (need.ports() > 0) {
            var stock = pool.ports();
            stock.cut(need.ports(), stock.total() - left[at + need.scalars()], cut);
        }
        return cut.allotment();
    }
}
