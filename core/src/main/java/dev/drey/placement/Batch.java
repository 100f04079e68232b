/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

/** Equal workers to be placed: what they need, of what is left, and where they may go. */
final class Batch {
    private static final String GPUS = "gpus";

    private final Need need;
    private final Rule rule;
    private final Gate gate;
    private final long[][] free;
    private final long[] amounts;
    private final boolean needsGpus;
    private final boolean isFalling;
    private int missing;

    /** @param rule all that has to hold for these workers */
    Batch(Wanted wanted, Need need, Rule rule, Gate gate, Supply supply) {
        this.need = need;
        this.rule = rule;
        this.gate = gate;
        this.isFalling = gate.course() != Gate.Course.ANY;
        this.missing = wanted.count();
        this.needsGpus = !wanted.profile().scalar(GPUS).isZero();
        var scalars = need.scalars();
        free = new long[scalars + 1][];
        amounts = new long[scalars + 1];
        for (var i = 0; i < scalars; i++) {
            free[i] = supply.scalar(need.name(i));
            amounts[i] = need.amount(i).millis();
        }
        free[scalars] = supply.ports();
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

    /** Whether a pool that was refused is refused for good. */
    boolean isFalling() {
        return isFalling;
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

    /** How many resources there are, ports included. */
    int width() {
        return amounts.length;
    }

    /** How much is left of a resource, by its place in the need; the ports come after the scalars. */
    long free(int resource, int pool) {
        return free[resource][pool];
    }

    /** How much one worker takes of it, in the unit of {@link #free}. */
    long wanted(int resource) {
        return amounts[resource];
    }

    boolean fits(int pool) {
        for (var i = 0; i < amounts.length; i++) {
            if (free[i][pool] < amounts[i]) {
                return false;
            }
        }
        return true;
    }

    /** Takes what one worker needs; what there was before goes to {@code left}. */
    void take(int pool, long[] left, int at) {
        for (var i = 0; i < amounts.length; i++) {
            left[at + i] = free[i][pool];
            free[i][pool] -= amounts[i];
        }
        missing--;
    }

    /** How much room a pool has, in thousandths of such workers, all resources but ports added up. */
    long room(int pool) {
        var room = 0L;
        for (var i = 0; i < amounts.length - 1; i++) {
            room += free[i][pool] * 1000 / amounts[i];
        }
        return room;
    }

    /** How many such workers would fit there, by resources alone. */
    long capacity(int pool) {
        var most = Long.MAX_VALUE;
        for (var i = 0; i < amounts.length; i++) {
            if (amounts[i] > 0) {
                most = Math.min(most, free[i][pool] / amounts[i]);
            }
        }
        return Math.min(most, missing);
    }

    /** How large a worker is compared with what is left of each resource in all. */
    double share() {
        var share = 0.0;
        for (var i = 0; i < amounts.length - 1; i++) {
            var total = 0L;
            for (var amount : free[i]) {
                total += amount;
            }
            share += (double) amounts[i] / Math.max(1, total);
        }
        return share;
    }
}
