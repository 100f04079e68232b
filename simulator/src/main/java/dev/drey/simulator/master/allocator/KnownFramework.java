/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.resources.Resources;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A framework as the allocator knows it: its wishes, its filters and what is allocated to it. */
final class KnownFramework {
    final OfferFilters filters;
    FrameworkProfile profile;
    boolean active;

    private final SortedMap<String, SortedMap<String, Resources>> byRoleAndAgent = new TreeMap<>();

    KnownFramework(FrameworkProfile profile, boolean active, OfferFilters filters) {
        this.profile = profile;
        this.active = active;
        this.filters = filters;
    }

    String id() {
        return profile.id();
    }

    boolean wantsOffersFor(String role) {
        return active && profile.wants(role);
    }

    Resources allocated(String role, String agent) {
        return byRoleAndAgent.getOrDefault(role, new TreeMap<>()).getOrDefault(agent, Resources.NONE);
    }

    void setAllocated(String role, String agent, Resources resources) {
        var byAgent = byRoleAndAgent.computeIfAbsent(role, key -> new TreeMap<>());
        if (resources.isEmpty()) {
            byAgent.remove(agent);
        } else {
            byAgent.put(agent, resources);
        }
        if (byAgent.isEmpty()) {
            byRoleAndAgent.remove(role);
        }
    }

    boolean hasAllocationsIn(String role) {
        return byRoleAndAgent.containsKey(role);
    }

    boolean hasAllocationsOn(String agent) {
        return byRoleAndAgent.values().stream().anyMatch(byAgent -> byAgent.containsKey(agent));
    }

    Set<String> rolesWithAllocations() {
        return new TreeSet<>(byRoleAndAgent.keySet());
    }

    Set<String> agentsWithAllocations(String role) {
        return new TreeSet<>(byRoleAndAgent.getOrDefault(role, new TreeMap<>()).keySet());
    }
}
