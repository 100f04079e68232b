/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.protocol.Lull;
import dev.drey.simulator.protocol.ToAgent.Ping;
import dev.drey.simulator.world.Timeline.Timer;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;

/**
 * Finds out which agents are there, with two detectors that do not know of each other.
 *
 * <p>Pings: an agent that misses several in a row is unreachable, whatever its connection does. Connections: an
 * agent whose connection broke is disconnected, and unreachable if it does not register again in time, even if
 * it answers pings.
 */
final class AgentHealth {
    private final MasterState state;
    private final AgentRemoval removal;

    AgentHealth(MasterState state, AgentRemoval removal) {
        this.state = state;
        this.removal = removal;
    }

    /** How long an agent may wait for a ping before it should worry. */
    Duration pingTimeout() {
        return state.config.agentPingTimeout().multipliedBy(state.config.maxAgentPingTimeouts());
    }

    /** Starts to ping a new agent. */
    void watch(Agent agent) {
        ping(agent);
    }

    void pong(Agent agent) {
        agent.pongAwaited = false;
        agent.missedPongs = 0;
        keep(agent);
    }

    /** The agent's process died, or the network said so. */
    void disconnected(Agent agent) {
        agent.lull.ifPresent(Lull::end);
        agent.connected = false;
        state.offers.rescindAllOn(agent);
        state.allocator.setAgentActive(agent.name(), false);
        state.frameworks.all().stream()
                .filter(framework -> !framework.info.getCheckpoint())
                .forEach(framework -> removal.loseFramework(framework, agent));
        agent.reregisterTimeout = Optional.of(state.timeline.after(
                state.config.agentReregisterTimeout(),
                "agent re-registration timeout",
                () -> giveUp(agent, "Agent did not re-register within the timeout")));
    }

    /* It is removed when it is its turn, unless it is heard of before. */
    private void giveUp(Agent agent, String message) {
        if (agent.removal.isEmpty()) {
            state.counters.count("slave_unreachable_scheduled");
            var turn = state.removals.await(() -> removal.markUnreachable(agent, message));
            agent.removal = Optional.of(turn);
        }
    }

    private void keep(Agent agent) {
        if (agent.removal.isPresent()) {
            state.counters.count("slave_unreachable_canceled");
            agent.removal.get().cancel();
            agent.removal = Optional.empty();
        }
    }

    void reconnected(Agent agent) {
        agent.reregisterTimeout.ifPresent(Timer::cancel);
        agent.reregisterTimeout = Optional.empty();
        agent.connected = true;
        state.allocator.setAgentActive(agent.name(), !state.registry.outOfService.contains(agent.id()));
    }

    /** After a failover: the agents of the registry have some time to come back. */
    void awaitRecovered() {
        if (state.agents.recovered().isEmpty()) {
            return;
        }
        state.timeline.after(state.config.agentReregisterTimeout(), "recovered agents timeout", () -> {
            for (AgentInfo late : state.agents.recovered()) {
                state.removals.await(() -> giveUpRecovered(late.getId()));
            }
        });
    }

    private void giveUpRecovered(AgentID agent) {
        if (state.agents.isRecovered(agent)) {
            removal.giveUpRecovered(agent);
        }
    }

    private void ping(Agent agent) {
        agent.pongAwaited = true;
        agent.send(new Ping(agent.connected));
        if (!takesLull(agent)) {
            pingAfter(state.config.agentPingTimeout(), agent);
        }
    }

    private void pingAfter(Duration wait, Agent agent) {
        agent.nextPing = Optional.of(state.timeline.after(wait, "agent ping timeout", () -> onTimeout(agent)));
    }

    /* Most pings by far go to agents that are well, over a line that is. */
    private boolean takesLull(Agent agent) {
        if (agent.pongAwaited || !agent.connected) {
            return false;
        }
        var lull = new Lull(state.timeline, state.config.agentPingTimeout());
        lull.onEnd(sinceLast -> {
            if (agent.lull.filter(current -> current == lull).isPresent()) {
                agent.lull = Optional.empty();
                pingAfter(state.config.agentPingTimeout().minus(sinceLast), agent);
            }
        });
        boolean taken = agent.connection.toAgent().take(lull);
        agent.lull = taken ? Optional.of(lull) : Optional.empty();
        return taken;
    }

    private void onTimeout(Agent agent) {
        if (agent.pongAwaited) {
            agent.missedPongs++;
        }
        if (agent.missedPongs >= state.config.maxAgentPingTimeouts()) {
            giveUp(agent, "Agent failed its health checks");
        }
        if (state.agents.find(agent.id()).filter(known -> known == agent).isPresent()) {
            ping(agent);
        }
    }
}
