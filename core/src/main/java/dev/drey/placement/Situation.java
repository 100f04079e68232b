/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The terrain of one matching with what runs on it already. */
final class Situation {
    private final Terrain terrain;
    private final Occupancy occupancy;
    private final boolean[] failing;
    private final boolean hasFailing;
    private final Map<Field, Map<String, Integer>> running = new LinkedHashMap<>();

    Situation(Terrain terrain, Occupancy occupancy) {
        this.terrain = terrain;
        this.occupancy = occupancy;
        var isAny = false;
        this.failing = new boolean[occupancy.failing().isEmpty() ? 0 : terrain.agents()];
        for (var agent : occupancy.failing()) {
            var pool = terrain.find(agent);
            if (pool >= 0) {
                failing[terrain.agent(pool)] = true;
                isAny = true;
            }
        }
        this.hasFailing = isAny;
    }

    Terrain terrain() {
        return terrain;
    }

    /** Whether workers failed lately on any of the agents. */
    boolean hasFailing() {
        return hasFailing;
    }

    boolean isFailing(int pool) {
        return hasFailing && failing[terrain.agent(pool)];
    }

    /** How many workers run on each agent, for one round to count on. */
    int[] residents() {
        var residents = new int[terrain.agents()];
        for (var worker : occupancy.workers()) {
            var pool = terrain.find(worker.agent());
            if (pool >= 0) {
                residents[terrain.agent(pool)]++;
            }
        }
        return residents;
    }

    /** A tally of the workers that run already. */
    Tally tally(Field field) {
        return new Tally(terrain.column(field), running.computeIfAbsent(field, this::count));
    }

    private Map<String, Integer> count(Field field) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (var worker : occupancy.workers()) {
            value(worker, field).ifPresent(value -> counts.merge(value, 1, Integer::sum));
        }
        return counts;
    }

    /* What was noted when the worker was placed counts. A worker from before the rule was made has no note: its agent
     * tells if it offers something now. If not, the worker cannot be counted. */
    private Optional<String> value(Occupancy.Resident worker, Field field) {
        var noted = Optional.ofNullable(worker.values().get(field.name()));
        if (noted.isPresent()) {
            return noted;
        }
        if (field.kind() == Field.Kind.HOSTNAME) {
            return Optional.of(worker.hostname());
        }
        var pool = terrain.find(worker.agent());
        return pool < 0 ? Optional.empty() : field.on(terrain.pool(pool).first());
    }
}
