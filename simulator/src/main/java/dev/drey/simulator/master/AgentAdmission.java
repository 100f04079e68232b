/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.protocol.ToAgent.Missing;
import dev.drey.simulator.protocol.ToAgent.Registered;
import dev.drey.simulator.protocol.ToAgent.Reregistered;
import dev.drey.simulator.protocol.ToAgent.Shutdown;
import dev.drey.simulator.protocol.ToMaster.Register;
import dev.drey.simulator.protocol.ToMaster.Reregister;
import dev.drey.simulator.resources.Resources;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;

/** Lets agents in: new ones, those that were away for a moment, and those that were given up. */
final class AgentAdmission {
    private final MasterState state;
    private final AgentHealth health;
    private final AgentRemoval removal;
    private final AgentReturn returns;
    private final AgentService service;

    AgentAdmission(
            MasterState state, AgentHealth health, AgentRemoval removal, AgentReturn returns, AgentService service) {
        this.state = state;
        this.health = health;
        this.removal = removal;
        this.returns = returns;
        this.service = service;
    }

    void register(AgentConnection connection, Register message) {
        state.counters.count("messages_register_slave");
        var same = state.agents.findByConnection(connection);
        if (same.isPresent()) {
            connection.toAgent().send(new Registered(same.get().id(), health.pingTimeout()));
            return;
        }
        state.agents
                .findByAddress(connection.address())
                .ifPresent(old -> removal.remove(
                        old, Optional.of("reason_registered"), "A new agent registered at the same address"));
        if (refusesMachine(connection, message.info())) {
            return;
        }
        var info = message.info().toBuilder().setId(state.ids.nextAgent()).build();
        var agent =
                new Agent(info, Resources.of(message.total()), message.software(), connection, state.timeline.now());
        state.counters.count("slave_registrations");
        admit(agent, Map.of());
        agent.send(new Registered(agent.id(), health.pingTimeout()));
        health.watch(agent);
    }

    void reregister(AgentConnection connection, Reregister message) {
        state.counters.count("messages_reregister_slave");
        if (refusesMachine(connection, message.info())) {
            return;
        }
        var id = message.info().getId();
        var known = state.agents.find(id);
        if (state.registry.isGone(id)) {
            connection.toAgent().send(new Shutdown("Agent has been marked gone"));
        } else if (known.isPresent() && isElsewhere(known.get(), connection, message.info())) {
            connection.toAgent().send(new Shutdown("Agent is registered with another address or host name"));
        } else if (known.isPresent()) {
            returns.returned(known.get(), connection, message);
            service.returned(known.get());
        } else {
            readmit(connection, message);
        }
    }

    /** The agent leaves for good. */
    void unregister(Agent agent) {
        state.counters.count("messages_unregister_slave");
        removal.remove(agent, Optional.of("reason_unregistered"), "Agent unregistered");
    }

    private void readmit(AgentConnection connection, Reregister message) {
        state.agents
                .findByAddress(connection.address())
                .ifPresent(old -> removal.remove(
                        old,
                        Optional.of("reason_registered"),
                        "An agent with another id registered at the same address"));
        boolean expected = state.agents.isRecovered(message.info().getId());
        var agent = new Agent(
                message.info(), Resources.of(message.total()), message.software(), connection, state.timeline.now());
        agent.reregistered = Optional.of(state.timeline.now());
        state.counters.count("slave_reregistrations");
        var completed = returns.adopt(agent, message);
        admit(agent, agent.usedByFramework());
        agent.send(new Reregistered(agent.id(), health.pingTimeout(), Missing.NOTHING));
        returns.shutDown(agent, completed);
        returns.publish(agent, message);
        if (!expected) {
            returns.announceTasks(agent);
        }
        service.returned(agent);
        health.watch(agent);
    }

    private void admit(Agent agent, Map<String, Resources> used) {
        state.agents.add(agent);
        state.registry.admit(agent.info);
        state.feed.agentAdded(agent);
        state.allocator.addAgent(agent.description(), agent.total, used);
        state.registry
                .machines
                .unavailability(Machines.Key.of(agent))
                .ifPresent(when -> state.allocator.updateUnavailability(agent.name(), Optional.of(when)));
    }

    /* An agent of some region has no place where nobody knows of regions; it hears nothing. */
    private boolean refusesMachine(AgentConnection connection, AgentInfo info) {
        if (info.hasDomain() && state.config.allocator().domain().isEmpty()) {
            return true;
        }
        boolean down = state.registry.machines.isDown(Machines.Key.of(info.getHostname(), connection));
        if (down) {
            connection.toAgent().send(new Shutdown("Machine is DOWN"));
        }
        return down;
    }

    private static boolean isElsewhere(Agent agent, AgentConnection connection, AgentInfo info) {
        var before = Addresses.ip(agent.connection.address());
        return !before.equals(Addresses.ip(connection.address()))
                || !agent.info.getHostname().equals(info.getHostname());
    }
}
