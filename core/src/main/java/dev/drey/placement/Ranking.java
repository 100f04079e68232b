/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.List;

/**
 * Which pool is better for a worker; lower is better.
 *
 * <p>In this order: agents that did not fail lately; those that meet more of the preferences; those with reserved
 * resources; then as the policy says. When workers are spread, that counts for more than reserved resources.
 */
final class Ranking {
    /* One long: 1 bit failing, 21 bits weight of the preferences that are not met, 1 bit not reserved, 40 bits policy
     * (SPREAD: 18 bits workers, 1 bit not reserved, 22 bits room).
     * The weights of all preferences together stay below 2^20, see RuleSet. */
    private static final int FAILING = 62;
    private static final int UNMET = 41;
    private static final int UNRESERVED = 40;
    private static final long UNUSED_AGENT = 1L << 39;
    private static final long MOST_ROOM = UNUSED_AGENT - 1;
    private static final int SPREAD_UNRESERVED = 22;
    private static final int RESIDENTS = 23;
    private static final long MOST_RESIDENTS = (1L << 18) - 1;
    private static final long MOST_SPREAD_ROOM = (1L << SPREAD_UNRESERVED) - 1;

    private final Situation situation;
    private final Policy policy;
    private final int[] residents;
    private final int[] weights;
    private final Gate[] gates;

    /** @param residents how many workers there are on each agent at any time */
    Ranking(Situation situation, PlacementSettings settings, int[] residents, Gates ready) {
        this.situation = situation;
        this.policy = settings.policy();
        this.residents = residents;
        var preferences = settings.rules().preferred();
        weights = new int[preferences.size()];
        gates = new Gate[preferences.size()];
        for (var i = 0; i < gates.length; i++) {
            weights[i] = preferences.get(i).weight();
            gates[i] = ready.of(preferences.get(i).rule());
        }
    }

    /** Whether ranks only get worse while workers are placed elsewhere. */
    boolean isFalling() {
        return Gate.Course.of(List.of(gates)) != Gate.Course.ANY;
    }

    /** Whether ranks stay as they are. */
    boolean isFixed() {
        return Gate.Course.of(List.of(gates)) == Gate.Course.FIXED && policy != Policy.SPREAD;
    }

    /** Whether there are only a few ranks, and pools of one rank are taken as they come. */
    boolean isStepped() {
        return gates.length == 0 && policy == Policy.FIRST_FIT;
    }

    /** The ranks if they are stepped, the best first, in two bits: failing, not reserved. */
    int[] steps() {
        var worst = situation.hasFailing() ? 3 : 1;
        if (!situation.terrain().hasReserved()) {
            return worst == 3 ? new int[] {1, 3} : new int[] {1};
        }
        return worst == 3 ? new int[] {0, 1, 2, 3} : new int[] {0, 1};
    }

    boolean isOn(int step, int pool) {
        return (step & 1) == unreserved(pool) && (step & 2) == (situation.isFailing(pool) ? 2 : 0);
    }

    /** The rank of a pool for a worker of this batch. */
    long rank(int pool, Batch batch) {
        return (long) unmet(pool) << UNMET | rankAmongAlike(pool, batch);
    }

    /** The rank among pools that meet the same preferences. */
    long rankAmongAlike(int pool, Batch batch) {
        var rank = situation.isFailing(pool) ? 1L << FAILING : 0;
        return switch (policy) {
            case FIRST_FIT -> rank | unreserved(pool) << UNRESERVED;
            case BIN_PACK -> rank | unreserved(pool) << UNRESERVED | packed(pool, batch);
            case SPREAD -> rank | unreserved(pool) << SPREAD_UNRESERVED | spread(pool, batch);
        };
    }

    private long unreserved(int pool) {
        return situation.terrain().isReserved(pool) ? 0 : 1;
    }

    private int unmet(int pool) {
        var unmet = 0;
        for (var i = 0; i < gates.length; i++) {
            unmet += gates[i].holds(pool) ? 0 : weights[i];
        }
        return unmet;
    }

    private long packed(int pool, Batch batch) {
        var room = Math.min(MOST_ROOM, batch.room(pool));
        return residents[situation.terrain().agent(pool)] > 0 ? room : UNUSED_AGENT | MOST_ROOM - room;
    }

    private long spread(int pool, Batch batch) {
        var room = Math.min(MOST_SPREAD_ROOM, batch.room(pool));
        var workers = Math.min(MOST_RESIDENTS, residents[situation.terrain().agent(pool)]);
        return workers << RESIDENTS | MOST_SPREAD_ROOM - room;
    }
}
