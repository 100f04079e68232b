/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import dev.drey.simulator.resources.Resources;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;

/** Which agents, and which lots of them, may be offered to which frameworks. */
final class Eligibility {
    private final AllocatorConfig config;

    Eligibility(AllocatorConfig config) {
        this.config = config;
    }

    /** Whether the agent may be offered to anybody. */
    boolean isOffered(KnownAgent agent) {
        return agent.active
                && config.whitelist()
                        .map(hosts -> hosts.contains(agent.info().getHostname()))
                        .orElse(true);
    }

    boolean isAcceptable(KnownFramework framework, KnownAgent agent, String role, Resources lot) {
        return mayHave(framework.profile, agent, role)
                && framework.profile.constraints().admits(role, agent.info())
                && !lot.isEmpty()
                && framework.profile.minimum(role).orElse(config.minimum()).isMetBy(lot)
                && !framework.filters.holdBack(role, agent.id, lot);
    }

    private boolean mayHave(FrameworkProfile framework, KnownAgent agent, String role) {
        boolean gpusKeptBack = config.filterGpuResources()
                && agent.hasGpus()
                && !framework.capabilities().contains(Capability.Type.GPU_RESOURCES);
        boolean tooFar = isRemote(agent.info()) && !framework.capabilities().contains(Capability.Type.REGION_AWARE);
        return !gpusKeptBack && !tooFar && !isTooOld(framework, agent, role);
    }

    private static boolean isTooOld(FrameworkProfile framework, KnownAgent agent, String role) {
        boolean manyRoles = framework.capabilities().contains(Capability.Type.MULTI_ROLE);
        return manyRoles && !agent.can(AgentInfo.Capability.Type.MULTI_ROLE)
                || role.contains("/") && !agent.can(AgentInfo.Capability.Type.HIERARCHICAL_ROLE);
    }

    /* An agent that does not say where it is counts as near. */
    private boolean isRemote(AgentInfo agent) {
        return config.domain().isPresent()
                && agent.getDomain().hasFaultDomain()
                && !agent.getDomain()
                        .getFaultDomain()
                        .getRegion()
                        .equals(config.domain().get().getFaultDomain().getRegion());
    }
}
