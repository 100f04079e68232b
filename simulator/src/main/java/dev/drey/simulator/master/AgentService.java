/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.protocol.ToAgent.Drain;
import dev.drey.simulator.protocol.ToAgent.Shutdown;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainConfig;

/**
 * Takes agents out of service and back, as operators want it.
 *
 * <pre>
 *             drain                  no tasks, no operations
 *  (active) --------> DRAINING ------------------------------> DRAINED (or gone, with mark_gone)
 *     ^                 ^  drain                                   |
 *     | deactivate      |                      reactivate          |
 *     +---------> DEACTIVATED                                      |
 *     +------------------------------------------------------------+
 * </pre>
 *
 * <p>A task counts until its end is acknowledged.
 */
final class AgentService {
    private final MasterState state;
    private final AgentRemoval removal;
    private final OutOfService outOfService;

    AgentService(MasterState state, AgentRemoval removal) {
        this.state = state;
        this.removal = removal;
        this.outOfService = state.registry.outOfService;
    }

    Answer drain(AgentID id, DrainConfig config) {
        if (!isKnown(id)) {
            return Answer.refused(400, "Unknown agent " + id.getValue());
        }
        if (config.getMaxGracePeriod().getNanoseconds() < 0) {
            return Answer.refused(400, "Field 'max_grace_period' must be non-negative");
        }
        var agent = state.agents.find(id);
        if (agent.filter(known -> !known.can(AgentInfo.Capability.Type.AGENT_DRAINING))
                .isPresent()) {
            return Answer.refused(400, "Agent " + id.getValue() + " is not capable of being drained");
        }
        if (agent.filter(this::isInMaintenance).isPresent()) {
            return Answer.refused(400, "Agent " + id.getValue() + " is in the maintenance schedule");
        }
        outOfService.startDraining(id, config, state.timeline.now());
        agent.ifPresent(known -> {
            withdraw(known);
            continueDraining(known);
        });
        return Answer.OK;
    }

    Answer deactivate(AgentID id) {
        if (!isKnown(id)) {
            return Answer.refused(400, "Unknown agent " + id.getValue());
        }
        outOfService.deactivate(id);
        state.agents.find(id).ifPresent(this::withdraw);
        return Answer.OK;
    }

    Answer reactivate(AgentID id) {
        if (!isKnown(id)) {
            return Answer.refused(400, "Unknown agent " + id.getValue());
        }
        if (outOfService.isDraining(id)) {
            return Answer.refused(400, "Agent " + id.getValue() + " is still in the DRAINING state");
        }
        outOfService.remove(id);
        state.agents.findConnected(id).ifPresent(agent -> state.allocator.setAgentActive(agent.name(), true));
        return Answer.OK;
    }

    Answer markGone(AgentID id) {
        if (state.registry.isGone(id)) {
            return Answer.OK;
        }
        if (!isKnown(id)) {
            return Answer.refused(404, "Agent " + id.getValue() + " is not known");
        }
        var agent = state.agents.find(id);
        agent.ifPresent(known -> known.send(new Shutdown("Agent has been marked gone")));
        agent.ifPresentOrElse(removal::markGone, () -> removal.markAbsentGone(id));
        return Answer.OK;
    }

    /** An agent registered again; it has to know that it is drained, and may be done with it. */
    void returned(Agent agent) {
        if (outOfService.contains(agent.id())) {
            state.allocator.setAgentActive(agent.name(), false);
            continueDraining(agent);
        }
    }

    private boolean isKnown(AgentID id) {
        return state.agents.find(id).isPresent()
                || state.agents.isRecovered(id)
                || state.registry.unreachableSince(id).isPresent();
    }

    private boolean isInMaintenance(Agent agent) {
        var machine = Machines.Key.of(agent);
        return state.registry.machines.unavailability(machine).isPresent();
    }

    private void withdraw(Agent agent) {
        state.offers.rescindAllOn(agent);
        state.allocator.setAgentActive(agent.name(), false);
    }

    private void continueDraining(Agent agent) {
        var drain = outOfService.drain(agent.id()).filter(known -> !known.isOver());
        if (drain.isEmpty()) {
            return;
        }
        var config = drain.get().info().getConfig();
        if (agent.connected) {
            agent.send(new Drain(maxGrace(config), config.getMarkGone()));
        }
        agent.onLessToDo = () -> state.timeline.soon("agent drained", () -> endDraining(agent));
        endDraining(agent);
    }

    private void endDraining(Agent agent) {
        boolean here =
                state.agents.find(agent.id()).filter(known -> known == agent).isPresent();
        if (!here || !outOfService.isDraining(agent.id()) || !agent.tasks.isEmpty() || hasOperations(agent.id())) {
            return;
        }
        agent.onLessToDo = () -> {};
        if (outOfService.drain(agent.id()).orElseThrow().info().getConfig().getMarkGone()) {
            markGone(agent.id());
        } else {
            outOfService.drained(agent.id());
        }
    }

    private boolean hasOperations(AgentID agent) {
        return state.frameworks.all().stream()
                .flatMap(framework -> framework.operations.values().stream())
                .anyMatch(operation -> operation.agent().equals(agent));
    }

    private static Optional<Duration> maxGrace(DrainConfig config) {
        return config.hasMaxGracePeriod()
                ? Optional.of(Duration.ofNanos(config.getMaxGracePeriod().getNanoseconds()))
                : Optional.empty();
    }
}
