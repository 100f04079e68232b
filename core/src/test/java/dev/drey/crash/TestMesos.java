/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.crash;

import dev.drey.simulator.agent.AgentConfig;
import dev.drey.simulator.agent.AgentModel;
import dev.drey.simulator.master.Master;
import dev.drey.simulator.master.MasterConfig;
import dev.drey.simulator.master.MasterModel;
import dev.drey.simulator.master.MasterView;
import dev.drey.simulator.master.Registry;
import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.world.SeededChance;
import dev.drey.simulator.world.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;

/** A master, its successors, and two agents, as the simulator models them. */
final class TestMesos {
    private static final int AGENTS = 2;

    private final Timeline timeline;
    private final SeededChance chance = new SeededChance(7);
    private final Registry registry = new Registry();
    private final List<TestAgent> agents = new ArrayList<>();
    private MasterModel master;
    private int elections;

    /** An agent and its wire to the master. */
    private final class TestAgent {
        private final String address;
        private final TestContainers containers = new TestContainers(timeline);
        private final AgentModel model;
        private boolean cut;

        TestAgent(int index) {
            address = "127.0.0.1:" + (5051 + index);
            model = new AgentModel(
                    AgentConfig.of(info(index), "127.0.0.1"), timeline, chance.fork("agent-" + index), containers);
        }

        private void connect() {
            model.connected(inbox -> new TestLink<>(
                    timeline, () -> cut, master.agentConnected(address, new TestLink<>(timeline, () -> cut, inbox))));
        }
    }

    TestMesos(Timeline timeline) {
        this.timeline = timeline;
        elect();
        for (var i = 0; i < AGENTS; i++) {
            agents.add(new TestAgent(i));
        }
        agents.forEach(TestAgent::connect);
    }

    private void elect() {
        elections++;
        master = new MasterModel(MasterConfig.DEFAULT, timeline, chance.fork("master-" + elections), registry);
    }

    private static AgentInfo info(int index) {
        return AgentInfo.newBuilder()
                .setHostname("agent-" + index)
                .setPort(5051 + index)
                .addAllResources(
                        Resources.parse("cpus:4;mem:4096;ports:[31000-31099]").toList())
                .build();
    }

    /** The one that leads. */
    Master master() {
        return master;
    }

    /** The leading master dies; another one leads and knows what the registry holds. */
    void failOver() {
        master.crash();
        elect();
        agents.forEach(agent -> {
            agent.model.disconnected();
            agent.connect();
        });
    }

    /** No message between the master and this agent arrives, nor does either notice. */
    void cut(int agent) {
        agents.get(agent).cut = true;
    }

    void heal(int agent) {
        agents.get(agent).cut = false;
    }

    AgentID id(int agent) {
        return agents.get(agent).model.id().orElseThrow();
    }

    /** The tasks that have a process. */
    Set<String> running() {
        var tasks = new TreeSet<String>();
        agents.forEach(agent -> tasks.addAll(agent.containers.running()));
        return tasks;
    }

    Set<String> runningOn(int agent) {
        return agents.get(agent).containers.running();
    }

    /** An agent that has workers; the first one if there are none. */
    int used() {
        return runningOn(0).isEmpty() && !runningOn(1).isEmpty() ? 1 : 0;
    }

    /** All tasks the master has not done with: those that run, and those whose end is not acknowledged. */
    List<MasterView.Task> tasks() {
        return master.view().frameworks().stream()
                .flatMap(framework -> framework.tasks().stream())
                .toList();
    }

    /** The process of some task fails. */
    void failOne() {
        agents.stream()
                .map(agent -> agent.containers)
                .filter(host -> !host.running().isEmpty())
                .findFirst()
                .ifPresent(host -> host.fail(host.running().iterator().next()));
    }
}
