/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.agent.AgentConfig;
import dev.drey.simulator.agent.AgentModel;
import dev.drey.simulator.agent.AgentSnapshot;
import dev.drey.simulator.master.MasterModel;
import dev.drey.simulator.network.Network;
import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.world.Choices;
import dev.drey.simulator.world.Timeline;
import dev.drey.simulator.world.Trace.Kind;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.MachineID;

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

    /** The machine boots, or only the process of the agent starts if it is up; harmless if both are. */
    void start() {
        if (machine.isEmpty()) {
            machines++;
            machine = Optional.of(new Machine(surroundings.choices().fork(node + "/" + machines)));
        }
        machine.filter(up -> up.process.isEmpty()).ifPresent(up -> {
            surroundings.seam().note(node, Kind.BEGIN, "agent starts");
            up.boot();
            surroundings.masters().leader().ifPresent(this::elected);
        });
    }

    /** An agent that was told to shut down does not come back: its operator starts a new one on an empty machine. */
    void revive() {
        if (process().filter(AgentModel::isShutDown).isPresent()) {
            crash();
        }
        start();
    }

    /** All that runs on it is gone at once. */
    void crash() {
        machine.ifPresent(up -> {
            surroundings.seam().note(node, Kind.END, "agent and its tasks die");
            machine = Optional.empty();
            up.die();
        });
    }

    /** The process of the agent ends; its tasks live on if their framework checkpoints. */
    void stop() {
        machine.filter(up -> up.process.isPresent()).ifPresent(up -> {
            surroundings.seam().note(node, Kind.END, "process of the agent ends");
            up.halt();
        });
    }

    /** The process of the agent ends, and its tasks and its work directory are lost. */
    void wipe() {
        stop();
        machine.ifPresent(up -> up.left = up.left.wiped());
    }

    /** It unregisters and ends its tasks, as on SIGUSR1. */
    void leave() {
        process().ifPresent(AgentModel::shutDown);
    }

    void flap() {
        machine.flatMap(up -> up.line).ifPresent(AgentLine::flap);
    }

    /** The processes of its tasks. */
    Optional<ModelContainers> containers() {
        return machine.map(up -> up.containers);
    }

    /** The id that a master gave it, while it runs. */
    Optional<AgentID> id() {
        return process().flatMap(AgentModel::id);
    }

    /** As an operator names it. */
    MachineID machine() {
        return MachineID.newBuilder().setHostname(info.getHostname()).setIp(IP).build();
    }

    private Optional<AgentModel> process() {
        return machine.flatMap(up -> up.process);
    }

    @Override
    public void elected(MasterModel leader) {
        machine.ifPresent(up -> up.process.ifPresent(agent -> agent.connected(inbox -> up.dial(leader, inbox))));
    }

    @Override
    public void lost() {
        process().ifPresent(AgentModel::disconnected);
    }

    private final class Machine {
        private final Life life = new Life(surroundings.timeline());
        private final Choices choices;
        private final ModelContainers containers;
        private AgentSnapshot left = AgentSnapshot.empty();
        private Optional<AgentModel> process = Optional.empty();
        private Optional<AgentLine> line = Optional.empty();

        Machine(Choices choices) {
            this.choices = choices;
            containers = new ModelContainers(life, choices.fork("processes"), surroundings.conditions());
        }

        void boot() {
            process = Optional.of(new AgentModel(AgentConfig.of(info, IP), life, choices, containers, left));
        }

        void halt() {
            left = process.orElseThrow().crash();
            process = Optional.empty();
            line.ifPresent(AgentLine::hangUp);
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
