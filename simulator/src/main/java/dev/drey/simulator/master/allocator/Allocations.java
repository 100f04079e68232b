/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.resources.Resources;
import java.util.Map;
import java.util.TreeMap;

/** The books of the allocator: who has what of which agent, kept equal in agents, frameworks and sorters. */
final class Allocations {
    private final Sorters sorters;
    private final Map<String, Resources> sharedByRole = new TreeMap<>();

    Allocations(Sorters sorters) {
        this.sorters = sorters;
    }

    /** Books resources; a framework may hold some of a role it no longer subscribes to. */
    void add(KnownFramework framework, KnownAgent agent, String role, Resources resources) {
        var plain = resources.unallocated();
        if (plain.isEmpty()) {
            return;
        }
        sorters.track(role, framework.id(), framework.wantsOffersFor(role));
        var booked = framework.allocated(role, agent.id);
        var inRole = sharedIn(role, agent, plain);
        sorters.allocated(role, framework.id(), new Sorters.Change(once(plain, inRole), once(plain, booked)));
        if (plain.hasShared()) {
            setShared(role, agent, inRole.plus(plain.shared()));
        }
        agent.allocated = agent.allocated.plus(plain);
        framework.setAllocated(role, agent.id, booked.plus(plain));
    }

    /** Takes resources back, as far as they are booked. */
    void remove(KnownFramework framework, KnownAgent agent, String role, Resources resources) {
        var plain = resources.unallocated();
        var booked = framework.allocated(role, agent.id);
        if (plain.isEmpty() || booked.isEmpty()) {
            return;
        }
        var rest = booked.minus(plain);
        var taken = booked.minus(rest);
        var inRole = sharedIn(role, agent, taken).minus(taken.shared());
        sorters.unallocated(role, framework.id(), new Sorters.Change(once(taken, inRole), once(taken, rest)));
        if (taken.hasShared()) {
            setShared(role, agent, inRole);
        }
        agent.allocated = agent.allocated.minus(booked.minus(rest));
        framework.setAllocated(role, agent.id, rest);
        untrackIfIdle(framework, role);
    }

    /* A shared volume is in the share of a client once for each agent, however often it is booked. */
    private static Resources once(Resources changed, Resources others) {
        return changed.hasShared() ? changed.nonShared().plus(changed.shared().notIn(others)) : changed;
    }

    /* Hardly anything is shared, so it is looked for only if something changes. */
    private Resources sharedIn(String role, KnownAgent agent, Resources changed) {
        return changed.hasShared() ? sharedByRole.getOrDefault(role + " " + agent.id, Resources.NONE) : Resources.NONE;
    }

    private void setShared(String role, KnownAgent agent, Resources shared) {
        if (shared.isEmpty()) {
            sharedByRole.remove(role + " " + agent.id);
        } else {
            sharedByRole.put(role + " " + agent.id, shared);
        }
    }

    /** Replaces resources by others of the same size, as reservations and volumes do. */
    void convert(KnownFramework framework, KnownAgent agent, String role, Conversion conversion) {
        var booked = framework.allocated(role, agent.id);
        framework.setAllocated(role, agent.id, conversion.unallocated().apply(booked));
        agent.allocated = conversion.unallocated().apply(agent.allocated);
        var plain = conversion.unallocated();
        var both = plain.consumed().plus(plain.converted());
        if (both.hasShared()) {
            var shared = sharedIn(role, agent, both).minus(plain.consumed().shared());
            setShared(role, agent, shared.plus(plain.converted().shared()));
        }
    }

    /** Forgets all that the framework has of the agent. */
    void removeAll(KnownFramework framework, KnownAgent agent) {
        for (String role : framework.rolesWithAllocations()) {
            remove(framework, agent, role, framework.allocated(role, agent.id));
        }
    }

    void untrackIfIdle(KnownFramework framework, String role) {
        if (!framework.hasAllocationsIn(role) && !framework.profile.roles().contains(role)) {
            sorters.untrack(role, framework.id());
        }
    }
}
