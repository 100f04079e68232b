/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.master.allocator.OfferSink.Grant;
import dev.drey.simulator.resources.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One allocation run: gives away what is free of some agents, whole agents at a time, the neediest first. Roles whose
 * guarantees are not met come before all others.
 */
final class AllocationRun {
    private final Eligibility eligibility;
    private final Sorters sorters;
    private final Allocations allocations;
    private final Map<String, KnownFramework> frameworks;
    private final QuotaLedger quota;
    private final SortedMap<String, List<Grant>> grants = new TreeMap<>();
    /* a shared volume goes to one framework per run */
    private final SortedMap<String, Resources> shared = new TreeMap<>();

    AllocationRun(
            Eligibility eligibility,
            Sorters sorters,
            Allocations allocations,
            Map<String, KnownFramework> frameworks,
            QuotaLedger quota) {
        this.eligibility = eligibility;
        this.sorters = sorters;
        this.allocations = allocations;
        this.frameworks = frameworks;
        this.quota = quota;
    }

    /** What each framework gets. */
    SortedMap<String, List<Grant>> over(List<KnownAgent> agents) {
        for (KnownAgent agent : agents) {
            for (String role : sorters.rolesInOrder()) {
                if (quota.hasGuarantees(role)) {
                    satisfy(agent, role);
                }
            }
        }
        for (KnownAgent agent : agents) {
            for (String role : sorters.rolesInOrder()) {
                serve(agent, role);
            }
        }
        return merged();
    }

    private void satisfy(KnownAgent agent, String role) {
        for (String id : sorters.frameworksInOrder(role)) {
            var framework = frameworks.get(id);
            var lot = availableTo(agent, role).filter(framework.profile::understands);
            var metered = lot.filter(Shrinking::isMetered);
            var shortage = quota.shortage(role);
            var wanted = metered.filter(kind -> shortage.containsKey(kind.getName()));
            var guaranteed = Shrinking.toBudget(wanted, shortage);
            var reserved = lot.filter(kind -> kind.getReservationsCount() > 0);
            if (guaranteed.isEmpty() && reserved.isEmpty()) {
                return;
            }
            var others = quota.withinHeadroom(quota.withinLimits(role, metered.minus(wanted)));
            var unmetered = lot.filter(kind -> !Shrinking.isMetered(kind) && !kind.hasRevocable());
            grant(framework, agent, role, new Share(unmetered, guaranteed, others));
        }
    }

    private void serve(KnownAgent agent, String role) {
        for (String id : sorters.frameworksInOrder(role)) {
            var available = availableTo(agent, role);
            if (available.isEmpty()) {
                return;
            }
            var framework = frameworks.get(id);
            var lot = available.filter(framework.profile::understands);
            var metered = lot.filter(Shrinking::isMetered);
            var others = quota.withinHeadroom(quota.withinLimits(role, metered));
            grant(framework, agent, role, new Share(lot.minus(metered), Resources.NONE, others));
        }
    }

    private Resources availableTo(KnownAgent agent, String role) {
        return agent.availableTo(role).minus(shared.getOrDefault(agent.id, Resources.NONE));
    }

    /** A lot: what quota is not about, what it guarantees, and what it lets pass. */
    private record Share(Resources unmetered, Resources guaranteed, Resources others) {
        private Resources metered() {
            return guaranteed.plus(others);
        }

        private Resources all() {
            return unmetered.plus(metered());
        }
    }

    private void grant(KnownFramework framework, KnownAgent agent, String role, Share share) {
        var lot = share.all();
        if (!eligibility.isAcceptable(framework, agent, role, lot)) {
            return;
        }
        allocations.add(framework, agent, role, lot);
        shared.merge(agent.id, lot.shared(), Resources::plus);
        quota.granted(role, share.metered(), share.guaranteed());
        grants.computeIfAbsent(framework.id(), key -> new ArrayList<>())
                .add(new Grant(agent.id, role, lot.allocatedTo(role)));
    }

    /* Both stages may have given something of one agent to the same framework and role; that is one offer. */
    private SortedMap<String, List<Grant>> merged() {
        grants.replaceAll((framework, given) -> {
            var byPlace = new TreeMap<String, Grant>();
            given.forEach(grant -> byPlace.merge(grant.agent() + " " + grant.role(), grant, Grant::plus));
            return given.stream()
                    .map(grant -> byPlace.remove(grant.agent() + " " + grant.role()))
                    .filter(grant -> grant != null)
                    .toList();
        });
        return grants;
    }
}
