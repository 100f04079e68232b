/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.DrainInfo;
import org.apache.mesos.v1.Protos.DrainState;

/** The agents that operators deactivated, with or without draining them. Part of the registry. */
final class OutOfService {
    private final Map<String, Optional<Drain>> agents = new LinkedHashMap<>();

    /** How far the draining of an agent is. */
    record Drain(DrainInfo info, Instant started) {
        boolean isOver() {
            return info.getState() == DrainState.DRAINED;
        }
    }

    void restore(SavedRegistry.Retired saved) {
        var drain = saved.drain().map(info -> new Drain(info, saved.started().orElseThrow()));
        agents.put(saved.agent(), drain);
    }

    List<SavedRegistry.Retired> saved() {
        return agents.entrySet().stream()
                .map(agent -> new SavedRegistry.Retired(
                        agent.getKey(),
                        agent.getValue().map(Drain::info),
                        agent.getValue().map(Drain::started)))
                .toList();
    }

    boolean contains(AgentID agent) {
        return agents.containsKey(agent.getValue());
    }

    Optional<Drain> drain(AgentID agent) {
        return agents.getOrDefault(agent.getValue(), Optional.empty());
    }

    boolean isDraining(AgentID agent) {
        return drain(agent).filter(drain -> !drain.isOver()).isPresent();
    }

    void deactivate(AgentID agent) {
        agents.putIfAbsent(agent.getValue(), Optional.empty());
    }

    void startDraining(AgentID agent, DrainConfig config, Instant now) {
        var info = DrainInfo.newBuilder()
                .setState(DrainState.DRAINING)
                .setConfig(config)
                .build();
        agents.put(agent.getValue(), Optional.of(new Drain(info, now)));
    }

    void drained(AgentID agent) {
        agents.computeIfPresent(
                agent.getValue(),
                (id, drain) -> drain.map(known -> new Drain(
                        known.info.toBuilder().setState(DrainState.DRAINED).build(), known.started)));
    }

    void remove(AgentID agent) {
        agents.remove(agent.getValue());
    }
}
