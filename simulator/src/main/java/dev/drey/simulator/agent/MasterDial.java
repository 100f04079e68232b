/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;

/** How an agent reaches the leading master, for instance {@code inbox -> master.agentConnected(address, inbox)}. */
@FunctionalInterface
public interface MasterDial {

    /**
     * Opens a connection. What the master sends goes to {@code inbox}; closing the inbox tells the agent that the
     * connection broke. A master that cannot be reached gives a link that loses everything, and a closed inbox.
     */
    Link<ToMaster> dial(Link<ToAgent> inbox);
}
