/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.world.Timeline;
import java.util.Optional;

/**
 * The master's end of the connection to one agent process.
 *
 * <p>Messages are handled one after the other, each after the action that sent it is complete.
 */
final class AgentConnection implements Link<ToMaster> {
    private final String address;
    private final Link<ToAgent> toAgent;
    private final Timeline timeline;
    private final AgentMessages messages;
    private boolean broken;
    private Optional<Agent> agent = Optional.empty();

    AgentConnection(String address, Link<ToAgent> toAgent, Timeline timeline, AgentMessages messages) {
        this.address = address;
        this.toAgent = toAgent;
        this.timeline = timeline;
        this.messages = messages;
    }

    /** Ip and port of the agent process. */
    String address() {
        return address;
    }

    Link<ToAgent> toAgent() {
        return toAgent;
    }

    /** The agent that was last found to be at the other end. */
    Optional<Agent> agent() {
        return agent;
    }

    void belongsTo(Agent found) {
        agent = Optional.of(found);
    }

    void belongsToNobody() {
        agent = Optional.empty();
    }

    boolean isBroken() {
        return broken;
    }

    @Override
    public void send(ToMaster message) {
        if (!broken) {
            timeline.soon("message of an agent", () -> messages.handle(this, message));
        }
    }

    @Override
    public void sendAtOnce(ToMaster message) {
        if (!broken) {
            messages.handle(this, message);
        }
    }

    @Override
    public void close() {
        if (!broken) {
            broken = true;
            timeline.soon("connection of an agent broken", () -> messages.broken(this));
        }
    }
}
