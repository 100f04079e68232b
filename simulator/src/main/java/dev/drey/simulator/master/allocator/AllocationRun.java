/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.master.allocator.OfferSink.Grant;
import dev.drey.simulator.resources.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;

/** One allocation run: gives away what is free of some agents, whole agents at a time, the neediest first. */
final class AllocationRun {
    private final AllocatorConfig config;
    private final Sorters sorters;
    private final Allocations allocations;
    private final Map<String, KnownFramework> frameworks;
    private final SortedMap<String, List<Grant>> grants = new TreeMap<>();

    AllocationRun(
            AllocatorConfig config, Sorters sorters, Allocations allocations, Map<String, KnownFramework> frameworks) {
        this.config = config;
        this.sorters = sorters;
        this.allocations = allocations;
        this.frameworks = frameworks;
    }

    /** What each framework gets. */
    SortedMap<String, List<Grant>> over(List<KnownAgent> agents) {
        for (KnownAgent agent : agents) {
            for (String role : sorters.rolesInOrder()) {
                serve(agent, role);
            }
        }
        return grants;
    }

    private void serve(KnownAgent agent, String role) {
        for (String id : sorters.frameworksInOrder(role)) {
            var available = agent.availableTo(role);
            if (available.isEmpty()) {
                return;
            }
            var framework = frameworks.get(id);
            var lot = available.filter(framework.profile::understands);
            if (isAcceptable(framework, agent, role, lot)) {
                grant(framework, agent, role, lot);
            }
        }
    }

    private boolean isAcceptable(KnownFramework framework, KnownAgent agent, String role, Resources lot) {
        boolean gpusKeptBack = config.filterGpuResources()
                && agent.hasGpus()
                && !framework.profile.capabilities().contains(Capability.Type.GPU_RESOURCES);
        return !gpusKeptBack
                && framework.profile.constraints().admits(role, agent.info)
                && !lot.isEmpty()
                && framework.profile.minimum(role).orElse(config.minimum()).isMetBy(lot)
                && !framework.filters.holdBack(role, agent.id, lot);
    }

    private void grant(KnownFramework framework, KnownAgent agent, String role, Resources lot) {
        allocations.add(framework, agent, role, lot);
        grants.computeIfAbsent(framework.id(), key -> new ArrayList<>())
                .add(new Grant(agent.id, role, lot.allocatedTo(role)));
    }
}
