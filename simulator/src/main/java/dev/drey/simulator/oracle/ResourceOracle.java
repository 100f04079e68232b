/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import dev.drey.simulator.master.MasterView;
import dev.drey.simulator.resources.Resources;

/** No agent gives away more than it has. */
final class ResourceOracle implements Oracle {

    @Override
    public void look(Witness witness, Complaints complaints) {
        witness.master().ifPresent(view -> view.agents().forEach(agent -> check(agent, complaints)));
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
