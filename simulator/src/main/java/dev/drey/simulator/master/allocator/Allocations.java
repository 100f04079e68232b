/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.resources.Resources;

/** The books of the allocator: who has what of which agent, kept equal in agents, frameworks and sorters. */
final class Allocations {
    private final Sorters sorters;

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
        sorters.allocated(role, framework.id(), plain);
        agent.allocated = agent.allocated.plus(plain);
        framework.setAllocated(
                role, agent.id, framework.allocated(role, agent.id).plus(plain));
    }

    /** Takes resources back, as far as they are booked. */
    void remove(KnownFramework framework, KnownAgent agent, String role, Resources resources) {
        var plain = resources.unallocated();
        var booked = framework.allocated(role, agent.id);
        if (plain.isEmpty() || booked.isEmpty()) {
            return;
        }
        var rest = booked.minus(plain);
        sorters.unallocated(role, framework.id(), booked.minus(rest));
        agent.allocated = agent.allocated.minus(booked.minus(rest));
        framework.setAllocated(role, agent.id, rest);
        untrackIfIdle(framework, role);
    }

    /** Replaces resources by others of the same size, as reservations and volumes do. */
    void convert(KnownFramework framework, KnownAgent agent, String role, Conversion conversion) {
        var booked = framework.allocated(role, agent.id);
        framework.setAllocated(role, agent.id, conversion.unallocated().apply(booked));
        agent.allocated = conversion.unallocated().apply(agent.allocated);
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
