/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/**
 * What survives a master: which agents are admitted, unreachable or gone for good, and what operators want of
 * agents and machines.
 *
 * <p>Give the registry of a dead master to the next one, and it fails over. Frameworks and tasks are not in it.
 */
public final class Registry {
    final Machines machines = new Machines();
    final SortedMap<String, Double> weights = new TreeMap<>();
    final SortedMap<String, QuotaConfig> quotas = new TreeMap<>();
    final OutOfService outOfService = new OutOfService();
    private final Map<String, AgentInfo> admitted = new LinkedHashMap<>();
    private final Map<String, Instant> unreachable = new LinkedHashMap<>();
    private final Map<String, Instant> gone = new LinkedHashMap<>();

    /** The registry as a master wrote it down. */
    public static Registry of(SavedRegistry saved) {
        var registry = new Registry();
        saved.admitted().forEach(registry::admit);
        saved.unreachable().forEach(agent -> registry.unreachable.put(agent.agent(), agent.since()));
        saved.gone().forEach(agent -> registry.gone.put(agent.agent(), agent.since()));
        saved.weights().forEach(weight -> registry.weights.put(weight.role(), weight.weight()));
        saved.quotas().forEach(quota -> registry.quotas.put(quota.getRole(), quota));
        registry.machines.schedule(saved.schedule());
        saved.down().forEach(registry.machines::bringDown);
        saved.outOfService().forEach(registry.outOfService::restore);
        return registry;
    }

    /** All of it, to be written down. */
    public SavedRegistry saved() {
        return new SavedRegistry(
                admitted(),
                departed(unreachable),
                departed(gone),
                weights.entrySet().stream()
                        .map(weight -> new SavedRegistry.Weight(weight.getKey(), weight.getValue()))
                        .toList(),
                List.copyOf(quotas.values()),
                machines.schedule(),
                List.copyOf(machines.down()),
                outOfService.saved());
    }

    private static List<SavedRegistry.Departed> departed(Map<String, Instant> agents) {
        return agents.entrySet().stream()
                .map(agent -> new SavedRegistry.Departed(agent.getKey(), agent.getValue()))
                .toList();
    }

    void admit(AgentInfo agent) {
        var id = agent.getId().getValue();
        unreachable.remove(id);
        admitted.put(id, agent);
    }

    void markUnreachable(AgentID agent, Instant since) {
        admitted.remove(agent.getValue());
        unreachable.put(agent.getValue(), since);
    }

    void markGone(AgentID agent, Instant since) {
        admitted.remove(agent.getValue());
        unreachable.remove(agent.getValue());
        outOfService.remove(agent);
        gone.put(agent.getValue(), since);
    }

    void remove(AgentID agent) {
        outOfService.remove(agent);
        admitted.remove(agent.getValue());
    }

    List<AgentInfo> admitted() {
        return new ArrayList<>(admitted.values());
    }

    Optional<Instant> unreachableSince(AgentID agent) {
        return Optional.ofNullable(unreachable.get(agent.getValue()));
    }

    boolean isGone(AgentID agent) {
        return gone.containsKey(agent.getValue());
    }

    /** Forgets unreachable and gone agents that are too old, and the oldest ones if they are too many. */
    void collectGarbage(Instant oldest, int maxCount) {
        collectGarbage(unreachable, oldest, maxCount);
        collectGarbage(gone, oldest, maxCount);
    }

    private static void collectGarbage(Map<String, Instant> agents, Instant oldest, int maxCount) {
        agents.values().removeIf(since -> since.isBefore(oldest));
        while (agents.size() > maxCount) {
            agents.remove(agents.keySet().iterator().next());
        }
    }

    int unreachableCount() {
        return unreachable.size();
    }
}
