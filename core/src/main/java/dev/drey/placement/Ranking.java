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

    private final Terrain terrain;
    private final Policy policy;
    private final long[] free;
    private final int[] residents;
    private final int[] weights;
    private final Gate[] gates;

    Ranking(Terrain terrain, Policy policy, long[] free, int[] residents) {
        this(terrain, policy, free, residents, List.of(), List.of());
    }

    private Ranking(
            Terrain terrain, Policy policy, long[] free, int[] residents, List<Integer> weights, List<Gate> gates) {
        this.terrain = terrain;
        this.policy = policy;
        this.free = free;
        this.residents = residents;
        this.weights = weights.stream().mapToInt(weight -> weight).toArray();
        this.gates = gates.toArray(Gate[]::new);
    }

    Ranking with(List<RuleSet.Preference> preferences, Gates ready) {
        return new Ranking(
                terrain,
                policy,
                free,
                residents,
                preferences.stream().map(RuleSet.Preference::weight).toList(),
                preferences.stream()
                        .map(preference -> ready.of(preference.rule()))
                        .toList());
    }

    /** Whether ranks only get worse while workers are placed elsewhere. */
    boolean isFalling() {
        for (var gate : gates) {
            if (!gate.isFalling()) {
                return false;
            }
        }
        return true;
    }

    /** Whether ranks stay as they are. */
    boolean isFixed() {
        for (var gate : gates) {
            if (!gate.isFixed()) {
                return false;
            }
        }
        return policy != Policy.SPREAD;
    }

    /** The rank of a pool for a worker of this batch. */
    long rank(int pool, Batch batch) {
        return (long) unmet(pool) << UNMET | rankAmongAlike(pool, batch);
    }

    /** The rank among pools that meet the same preferences. */
    long rankAmongAlike(int pool, Batch batch) {
        var rank = terrain.isFailing(pool) ? 1L << FAILING : 0;
        return switch (policy) {
            case FIRST_FIT -> rank | unreserved(pool) << UNRESERVED;
            case BIN_PACK -> rank | unreserved(pool) << UNRESERVED | packed(pool, batch);
            case SPREAD -> rank | unreserved(pool) << SPREAD_UNRESERVED | spread(pool, batch);
        };
    }

    private long unreserved(int pool) {
        return terrain.isReserved(pool) ? 0 : 1;
    }

    private int unmet(int pool) {
        var unmet = 0;
        for (var i = 0; i < gates.length; i++) {
            unmet += gates[i].holds(pool) ? 0 : weights[i];
        }
        return unmet;
    }

    private long packed(int pool, Batch batch) {
        var room = Math.min(MOST_ROOM, batch.room(free, pool * terrain.width()));
        return residents[terrain.pool(pool).agentNumber()] > 0 ? room : UNUSED_AGENT | MOST_ROOM - room;
    }

    private long spread(int pool, Batch batch) {
        var room = Math.min(MOST_SPREAD_ROOM, batch.room(free, pool * terrain.width()));
        var workers = Math.min(MOST_RESIDENTS, residents[terrain.pool(pool).agentNumber()]);
        return workers << RESIDENTS | MOST_SPREAD_ROOM - room;
    }
}
