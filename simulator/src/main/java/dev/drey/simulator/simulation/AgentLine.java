/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.master.MasterModel;
import dev.drey.simulator.network.Connection;
import dev.drey.simulator.network.Network;
import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.protocol.Lull;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.world.Trace.Kind;

/** The connection of one agent to the master, over a network that may lose and repeat what Mesos sends again. */
final class AgentLine {
    /* Updates, acknowledgements, pings and kills are repeated by somebody until they get through. What nobody repeats,
     * such as a launch, is lost only with its connection, which makes the agent register again.
     *
     * Most messages by far are pings and their answers. On a calm network nobody can tell how long these take, so they
     * take no time. */
    private final String node;
    private final Seam seam;
    private final LostMessages lost;
    private final Connection connection;

    /** Messages that are lost whatever the network does. */
    interface LostMessages {
        boolean losesAcknowledgements();
    }

    AgentLine(String node, Network network, Seam seam, LostMessages lost) {
        this.node = node;
        this.seam = seam;
        this.lost = lost;
        this.connection = network.connect(node, Masters.NODE);
    }

    /** Connects; gives where messages to the master go. */
    Link<ToMaster> dial(MasterModel master, String address, Link<ToAgent> inbox) {
        Link<ToMaster> atMaster = master.agentConnected(address, new ToAgentLink(inbox));
        connection.far().onBroken(atMaster::close);
        connection.near().onBroken(inbox::close);
        return new ToMasterLink(atMaster);
    }

    /** The process or its machine dies. */
    void hangUp() {
        connection.near().close();
    }

    /** The connection breaks, and both ends notice. */
    void flap() {
        connection.reset();
    }

    private boolean isLost(ToAgent message) {
        boolean repeated = message instanceof ToAgent.Ping
                || message instanceof ToAgent.KillTask
                || message instanceof ToAgent.AcknowledgeUpdate;
        return message instanceof ToAgent.AcknowledgeUpdate && lost.losesAcknowledgements()
                || repeated && connection.far().route().loses();
    }

    private boolean isLost(ToMaster message) {
        boolean repeated = message instanceof ToMaster.Pong || message instanceof ToMaster.Update;
        return repeated && connection.near().route().loses();
    }

    private boolean isDoubled(ToMaster message) {
        return message instanceof ToMaster.Update && connection.near().route().duplicates();
    }

    private final class ToAgentLink implements Link<ToAgent> {
        private final Link<ToAgent> inbox;

        ToAgentLink(Link<ToAgent> inbox) {
            this.inbox = inbox;
        }

        @Override
        public void send(ToAgent message) {
            if (message instanceof ToAgent.Ping && connection.far().isCalm()) {
                inbox.sendAtOnce(message);
            } else if (!isLost(message)) {
                connection.far().send("message to an agent", () -> {
                    MessageText.of(message).ifPresent(text -> seam.note(node, Kind.MESSAGE, text));
                    inbox.send(message);
                });
            }
        }

        @Override
        public boolean take(Lull lull) {
            boolean taken = connection.isCalm() && inbox.take(lull);
            if (taken) {
                connection.beforeTrouble(lull::end);
            }
            return taken;
        }

        @Override
        public void close() {
            connection.far().close();
        }
    }

    private final class ToMasterLink implements Link<ToMaster> {
        private final Link<ToMaster> atMaster;

        ToMasterLink(Link<ToMaster> atMaster) {
            this.atMaster = atMaster;
        }

        @Override
        public void send(ToMaster message) {
            if (message instanceof ToMaster.Pong && connection.near().isCalm()) {
                atMaster.sendAtOnce(message);
            } else if (!isLost(message)) {
                deliver(message);
                if (isDoubled(message)) {
                    deliver(message);
                }
            }
        }

        private void deliver(ToMaster message) {
            connection.near().send("message of an agent", () -> {
                MessageText.of(message).ifPresent(text -> seam.note(node, Kind.MESSAGE, text));
                atMaster.send(message);
            });
        }

        @Override
        public void close() {
            connection.near().close();
        }
    }
}
