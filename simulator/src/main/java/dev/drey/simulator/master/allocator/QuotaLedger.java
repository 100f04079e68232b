/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.resources.ResourceForm;
import dev.drey.simulator.resources.Resources;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What quota leaves to give away in one allocation run.
 *
 * <p>A role consumes what is reserved for it, given away or not, and what is allocated to it of the rest. What
 * guarantees are short of, the headroom, is kept back from everybody.
 */
final class QuotaLedger {
    private final Map<String, Quota> quotas;
    private final SortedMap<String, SortedMap<String, Long>> consumed = new TreeMap<>();
    private final SortedMap<String, Long> required = new TreeMap<>();
    private final SortedMap<String, Long> available = new TreeMap<>();

    QuotaLedger(Map<String, Quota> quotas, Collection<KnownAgent> agents, Collection<KnownFramework> frameworks) {
        this.quotas = quotas;
        if (quotas.isEmpty()) {
            return;
        }
        for (KnownAgent agent : agents) {
            countReserved(agent.total);
            add(available, agent.total.minus(agent.allocated).filter(Shrinking::isMetered), 1);
            frameworks.forEach(framework -> framework
                    .rolesWithAllocations()
                    .forEach(role -> consume(role, framework.allocated(role, agent.id))));
        }
        quotas.forEach((role, quota) -> shortage(role).forEach((name, gap) -> required.merge(name, gap, Long::sum)));
    }

    boolean hasGuarantees(String role) {
        return !quota(role).guarantees().isEmpty();
    }

    /** What the guarantees of a role are short of. */
    SortedMap<String, Long> shortage(String role) {
        var gaps = new TreeMap<String, Long>();
        quota(role)
                .guarantees()
                .forEach((name, amount) -> gaps.put(name, Math.max(0, amount - consumedOf(role, name))));
        return gaps;
    }

    /** Cuts unreserved scalars to the limits of the role. */
    Resources withinLimits(String role, Resources metered) {
        var top = Quota.topLevel(role);
        var budget = new TreeMap<String, Long>();
        quota(top).limits().forEach((name, limit) -> budget.put(name, Math.max(0, limit - consumedOf(top, name))));
        return budget.isEmpty() ? metered : Shrinking.toBudget(metered, budget);
    }

    /** Cuts unreserved scalars to what guarantees do not need. */
    Resources withinHeadroom(Resources metered) {
        var budget = new TreeMap<String, Long>();
        required.forEach((name, amount) -> {
            if (amount > 0) {
                budget.put(name, Math.max(0, available.getOrDefault(name, 0L) - amount));
            }
        });
        return budget.isEmpty() ? metered : Shrinking.toBudget(metered, budget);
    }

    /** Unreserved scalars were given away; {@code guaranteed} of them to satisfy the role's guarantee. */
    void granted(String role, Resources metered, Resources guaranteed) {
        if (quotas.isEmpty()) {
            return;
        }
        add(available, metered, -1);
        add(required, guaranteed, -1);
        add(consumed.computeIfAbsent(Quota.topLevel(role), key -> new TreeMap<>()), metered, 1);
    }

    private Quota quota(String role) {
        return quotas.getOrDefault(role, Quota.NONE);
    }

    private long consumedOf(String role, String name) {
        return consumed.getOrDefault(role, new TreeMap<>()).getOrDefault(name, 0L);
    }

    private void countReserved(Resources total) {
        for (var resource : total.toList()) {
            ResourceForm.reservedTo(resource)
                    .ifPresent(role -> add(
                            consumed.computeIfAbsent(Quota.topLevel(role), key -> new TreeMap<>()),
                            Resources.of(resource),
                            1));
        }
    }

    private void consume(String role, Resources allocated) {
        add(
                consumed.computeIfAbsent(Quota.topLevel(role), key -> new TreeMap<>()),
                allocated.filter(Shrinking::isMetered),
                1);
    }

    private static void add(SortedMap<String, Long> sums, Resources resources, int sign) {
        resources.scalarMillis().forEach((name, millis) -> sums.merge(name, sign * millis, Long::sum));
    }
}
