/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;

/** The agents that are registered, and those of the registry that did not come back yet. */
final class Agents {
    private final Map<String, Agent> registered = new LinkedHashMap<>();
    private final Map<String, AgentInfo> recovered = new LinkedHashMap<>();

    Agents(List<AgentInfo> admitted) {
        admitted.forEach(info -> recovered.put(info.getId().getValue(), info));
    }

    void add(Agent agent) {
        recovered.remove(agent.name());
        registered.put(agent.name(), agent);
    }

    void remove(Agent agent) {
        registered.remove(agent.name());
        agent.connection.belongsToNobody();
    }

    Optional<Agent> find(AgentID id) {
        return Optional.ofNullable(registered.get(id.getValue()));
    }

    /** The registered agent, if messages can reach it. */
    Optional<Agent> findConnected(AgentID id) {
        return find(id).filter(agent -> agent.connected);
    }

    Optional<Agent> findByConnection(AgentConnection connection) {
        var remembered = connection.agent();
        if (remembered.isEmpty() || remembered.get().connection != connection) {
            connection.belongsToNobody();
            registered.values().stream()
                    .filter(agent -> agent.connection == connection)
                    .findFirst()
                    .ifPresent(connection::belongsTo);
        }
        return connection.agent();
    }

    Optional<Agent> findByAddress(String address) {
        return registered.values().stream()
                .filter(agent -> agent.connection.address().equals(address))
                .findFirst();
    }

    List<Agent> all() {
        return new ArrayList<>(registered.values());
    }

    List<Agent> connected() {
        return registered.values().stream().filter(agent -> agent.connected).toList();
    }

    boolean isRecovered(AgentID id) {
        return recovered.containsKey(id.getValue());
    }

    List<AgentInfo> recovered() {
        return new ArrayList<>(recovered.values());
    }

    /** The agent did not come back in time. */
    void giveUp(AgentID id) {
        recovered.remove(id.getValue());
    }
}
