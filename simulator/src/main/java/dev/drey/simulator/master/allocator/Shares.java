/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.resources.Resources;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What shares are shares of: the scalars of all agents, and the weights of roles. */
final class Shares {
    private final Set<String> excluded;
    private final SortedMap<String, Double> weights;
    private final SortedMap<String, Long> totals = new TreeMap<>();
    private long changes;

    Shares(Set<String> excluded, Map<String, Double> weights) {
        this.excluded = excluded;
        this.weights = new TreeMap<>(weights);
    }

    /** Grows with everything that may change the order of clients. */
    long changes() {
        return changes;
    }

    void add(Resources total) {
        changes++;
        total.scalarMillis().forEach((name, millis) -> totals.merge(name, millis, Long::sum));
    }

    void remove(Resources total) {
        changes++;
        total.scalarMillis().forEach((name, millis) -> totals.merge(name, -millis, Long::sum));
    }

    void setWeight(String role, double weight) {
        changes++;
        weights.put(role, weight);
    }

    double weight(String role) {
        return weights.getOrDefault(role, 1.0);
    }

    /** The greatest part of any resource. */
    double dominant(Map<String, Long> allocated) {
        double share = 0;
        for (var total : totals.entrySet()) {
            if (total.getValue() > 0 && !excluded.contains(total.getKey())) {
                share = Math.max(share, allocated.getOrDefault(total.getKey(), 0L) / (double) total.getValue());
            }
        }
        return share;
    }
}
