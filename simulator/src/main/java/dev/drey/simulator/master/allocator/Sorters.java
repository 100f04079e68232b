/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The two levels of fairness: between roles, and between the frameworks of each role. */
final class Sorters {
    private final Shares frameworkShares;
    private final Shares roleShares;
    private final DrfSorter roles;
    private final SortedMap<String, DrfSorter> frameworks = new TreeMap<>();

    Sorters(AllocatorConfig config) {
        roleShares = new Shares(config.fairSharingExcluded(), config.weights());
        frameworkShares = new Shares(config.fairSharingExcluded(), new TreeMap<>());
        roles = new DrfSorter(roleShares);
    }

    void setWeight(String role, double weight) {
        roleShares.setWeight(role, weight);
    }

    void addTotal(Resources total) {
        roleShares.add(total);
        frameworkShares.add(total);
    }

    void removeTotal(Resources total) {
        roleShares.remove(total);
        frameworkShares.remove(total);
    }

    /** Makes the framework a client of the role; nothing happens if it is. */
    void track(String role, String framework, boolean active) {
        roles.add(role);
        roles.setActive(role, true);
        var sorter = frameworks.computeIfAbsent(role, key -> new DrfSorter(frameworkShares));
        sorter.add(framework);
        sorter.setActive(framework, active);
    }

    void untrack(String role, String framework) {
        var sorter = frameworks.get(role);
        sorter.remove(framework);
        if (sorter.isEmpty()) {
            frameworks.remove(role);
            roles.remove(role);
        }
    }

    /** What changes in the share of a role and in that of its framework. */
    record Change(Resources ofRole, Resources ofFramework) {}

    void allocated(String role, String framework, Change change) {
        roles.allocated(role, change.ofRole().scalarMillis());
        frameworks.get(role).allocated(framework, change.ofFramework().scalarMillis());
    }

    void unallocated(String role, String framework, Change change) {
        roles.unallocated(role, change.ofRole().scalarMillis());
        frameworks.get(role).unallocated(framework, change.ofFramework().scalarMillis());
    }

    /** Whether any framework wants offers. */
    boolean isAnybodyWaiting() {
        return frameworks.values().stream().anyMatch(DrfSorter::hasActive);
    }

    List<String> rolesInOrder() {
        return roles.sort();
    }

    List<String> frameworksInOrder(String role) {
        return frameworks.get(role).sort();
    }

    double dominantShare(String role) {
        return roles.dominantShare(role);
    }

    Set<String> roles() {
        return frameworks.keySet();
    }
}
