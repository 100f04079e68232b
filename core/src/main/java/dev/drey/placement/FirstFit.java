/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.ArrayList;
import java.util.List;

/**
 * Places each worker on the first pool that still has room for it, so that a pool is filled before the next is opened.
 *
 * <p>Pools that hold reserved resources come first. Profiles are served in the order in which they are given.
 */
public final class FirstFit {
    /* What is left of a pool only shrinks within one run. So a pool that was too small for a profile once is too small
     * for the rest of the run, and each profile passes over the pools once, however many workers it wants. */

    private FirstFit() {}

    /** Takes what it places out of the pools. */
    public static Matching match(List<Pool> pools, List<Wanted> wanted) {
        var ordered = reservedFirst(pools);
        var placements = new ArrayList<Placement>();
        var shortfalls = new ArrayList<Shortfall>();
        for (var want : wanted) {
            var missing = want.count() - place(ordered, want, placements);
            if (missing > 0 && !ordered.isEmpty()) {
                shortfalls.add(Shortfall.of(want.profile(), missing, ordered));
            }
        }
        return new Matching(placements, shortfalls);
    }

    private static int place(List<Pool> pools, Wanted want, List<Placement> placements) {
        var placed = 0;
        for (var i = 0; i < pools.size() && placed < want.count(); ) {
            var pool = pools.get(i);
            var allotment = pool.take(want.profile());
            if (allotment.isPresent()) {
                placements.add(new Placement(pool, want.profile(), allotment.get()));
                placed++;
            } else {
                i++;
            }
        }
        return placed;
    }

    private static List<Pool> reservedFirst(List<Pool> pools) {
        var ordered = new ArrayList<Pool>(pools.size());
        pools.stream().filter(Pool::hasReserved).forEach(ordered::add);
        pools.stream().filter(pool -> !pool.hasReserved()).forEach(ordered::add);
        return ordered;
    }
}
