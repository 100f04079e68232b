/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import dev.drey.simulator.master.MasterView;
import dev.drey.simulator.resources.Resources;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentID;

/** No agent gives away more than it has. */
final class ResourceOracle implements Oracle {
    /* In a large cluster only some agents are looked at each time: those of which something was heard, and a few others
     * in turn, so that every agent is looked at now and then. */
    private static final int AT_A_TIME = 8;

    private final Set<AgentID> heardOf = new LinkedHashSet<>();
    private long lookedAt = -1;
    private int turn;

    @Override
    public void observe(Observation seen, Witness witness, Complaints complaints) {
        if (seen instanceof Observation.Delivered delivered) {
            var event = delivered.event();
            event.getOffers().getOffersList().forEach(offer -> heardOf.add(offer.getAgentId()));
            if (event.hasUpdate()) {
                heardOf.add(event.getUpdate().getStatus().getAgentId());
            }
        }
    }

    @Override
    public void look(Witness witness, Complaints complaints) {
        if (witness.happenings() == lookedAt) {
            return;
        }
        lookedAt = witness.happenings();
        List<AgentID> agents = witness.agentIds();
        for (int i = 0; i < Math.min(AT_A_TIME, agents.size()); i++) {
            heardOf.add(agents.get(turn++ % agents.size()));
        }
        for (AgentID id : heardOf) {
            witness.agent(id).ifPresent(agent -> check(agent, complaints));
        }
        heardOf.clear();
    }

    private static void check(MasterView.Agent agent, Complaints complaints) {
        var given =
                Resources.of(agent.used()).plus(Resources.of(agent.offered())).unallocated();
        if (!Resources.of(agent.total()).contains(given)) {
            complaints.complain(
                    "no-over-use",
                    "over-used",
                    agent.info().getHostname() + " has " + Resources.of(agent.total()) + " and gives " + given);
        }
    }
}
