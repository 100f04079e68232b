/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.List;

/** Equal workers to be placed: what they need, as indices into what is free, and where they may go. */
final class Batch {
    private static final String GPUS = "gpus";

    private final Need need;
    private final Rule rule;
    private final Gate gate;
    private final int[] indices;
    private final long[] amounts;
    private final boolean needsGpus;
    private int missing;

    /** @param rule all that has to hold for these workers */
    Batch(Wanted wanted, Need need, Rule rule, Gates gates, Terrain terrain) {
        this.need = need;
        this.rule = rule;
        this.gate = gates.of(rule);
        this.missing = wanted.count();
        this.needsGpus = !wanted.profile().scalar(GPUS).isZero();
        var scalars = need.scalars();
        indices = new int[scalars + 1];
        amounts = new long[scalars + 1];
        for (var i = 0; i < scalars; i++) {
            indices[i] = terrain.index(need.name(i));
            amounts[i] = need.amount(i).millis();
        }
        indices[scalars] = terrain.width() - 1;
        amounts[scalars] = need.ports();
    }

    Need need() {
        return need;
    }

    Rule rule() {
        return rule;
    }

    Gate gate() {
        return gate;
    }

    int missing() {
        return missing;
    }

    /** Leaves so many workers for later. */
    void holdBack(int workers) {
        missing -= workers;
    }

    boolean needsGpus() {
        return needsGpus;
    }

    boolean fits(long[] free, int row) {
        for (var i = 0; i < indices.length; i++) {
            if (free[row + indices[i]] < amounts[i]) {
                return false;
            }
        }
        return true;
    }

    void take(long[] free, int row) {
        for (var i = 0; i < indices.length; i++) {
            free[row + indices[i]] -= amounts[i];
        }
        missing--;
    }

    /** How much room a pool has, in thousandths of such workers, all resources but ports added up. */
    long room(long[] free, int row) {
        var room = 0L;
        for (var i = 0; i < indices.length - 1; i++) {
            room += free[row + indices[i]] * 1000 / amounts[i];
        }
        return room;
    }

    /** How many such workers would fit there, by resources alone. */
    long capacity(long[] free, int row) {
        var most = Long.MAX_VALUE;
        for (var i = 0; i < indices.length; i++) {
            if (amounts[i] > 0) {
                most = Math.min(most, free[row + indices[i]] / amounts[i]);
            }
        }
        return Math.min(most, missing);
    }

    /** How large a worker is compared with what there is of each resource in all. */
    double share(List<Long> totals) {
        var share = 0.0;
        for (var i = 0; i < indices.length - 1; i++) {
            share += (double) amounts[i] / Math.max(1, totals.get(indices[i]));
        }
        return share;
    }
}
