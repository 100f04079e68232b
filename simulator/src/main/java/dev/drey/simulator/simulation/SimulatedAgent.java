/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.agent.AgentConfig;
import dev.drey.simulator.agent.AgentModel;
import dev.drey.simulator.master.MasterModel;
import dev.drey.simulator.network.Network;
import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.world.Choices;
import dev.drey.simulator.world.Timeline;
import dev.drey.simulator.world.Trace.Kind;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;

/** A machine with an agent on it, which can be cut off, die with all its tasks, and come back empty. */
final class SimulatedAgent implements Masters.Watcher {
    private static final String IP = "127.0.0.1";

    private final String node;
    private final AgentInfo info;
    private final Surroundings surroundings;
    private Optional<Machine> machine = Optional.empty();
    private int machines;

    /** What all agents of a cluster share. */
    record Surroundings(
            Timeline timeline,
            Choices choices,
            Network network,
            Seam seam,
            Masters masters,
            TaskConditions conditions,
            AgentLine.LostMessages lost) {}

    SimulatedAgent(int index, AgentInfo info, Surroundings surroundings) {
        this.node = "agent-" + index;
        this.info = info;
        this.surroundings = surroundings;
        surroundings.masters().watch(this);
    }

    String node() {
        return node;
    }

    /** Harmless if it is up. */
    void start() {
        if (machine.isEmpty()) {
            machines++;
            surroundings.seam().note(node, Kind.BEGIN, "agent starts");
            machine = Optional.of(new Machine(surroundings.choices().fork(node + "/" + machines)));
            surroundings.masters().leader().ifPresent(this::elected);
        }
    }

    /** All that runs on it is gone at once. */
    void crash() {
        machine.ifPresent(up -> {
            surroundings.seam().note(node, Kind.END, "agent and its tasks die");
            machine = Optional.empty();
            up.die();
        });
    }

    /** It unregisters and ends its tasks, as on SIGUSR1. */
    void leave() {
        machine.ifPresent(up -> up.agent.shutDown());
    }

    void flap() {
        machine.flatMap(up -> up.line).ifPresent(AgentLine::flap);
    }

    /** The processes of its tasks. */
    Optional<ModelContainers> containers() {
        return machine.map(up -> up.containers);
    }

    /** Whether it was told to go, by the master or its operator, and will not come back by itself. */
    boolean isShutDown() {
        return machine.filter(up -> up.agent.isShutDown()).isPresent();
    }

    @Override
    public void elected(MasterModel leader) {
        machine.ifPresent(up -> up.agent.connected(inbox -> up.dial(leader, inbox)));
    }

    @Override
    public void lost() {
        machine.ifPresent(up -> up.agent.disconnected());
    }

    private final class Machine {
        private final Life life = new Life(surroundings.timeline());
        private final ModelContainers containers;
        private final AgentModel agent;
        private Optional<AgentLine> line = Optional.empty();

        Machine(Choices choices) {
            containers = new ModelContainers(life, choices.fork("processes"), surroundings.conditions());
            agent = new AgentModel(AgentConfig.of(info, IP), life, choices, containers);
        }

        Link<ToMaster> dial(MasterModel leader, Link<ToAgent> inbox) {
            var dialled = new AgentLine(node, surroundings.network(), surroundings.seam(), surroundings.lost());
            line = Optional.of(dialled);
            return dialled.dial(leader, IP + ":" + info.getPort(), inbox);
        }

        void die() {
            life.end();
            line.ifPresent(AgentLine::hangUp);
        }
    }
}
