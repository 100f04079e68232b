/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The agents of which a run may give something: all but those of which a run gave nothing to anybody, and about which
 * nothing has changed since. A run over the others would give nothing again, whatever the order.
 */
final class Prospects {
    private final SortedSet<String> agents = new TreeSet<>();

    void add(String agent) {
        agents.add(agent);
    }

    void addAll(Collection<String> changed) {
        agents.addAll(changed);
    }

    /** A run gave nothing of it, or it is gone. */
    void remove(String agent) {
        agents.remove(agent);
    }

    SortedSet<String> all() {
        return agents;
    }
}
