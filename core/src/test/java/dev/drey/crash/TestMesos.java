/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.crash;

import dev.drey.simulator.agent.AgentConfig;
import dev.drey.simulator.agent.AgentModel;
import dev.drey.simulator.master.Master;
import dev.drey.simulator.master.MasterConfig;
import dev.drey.simulator.master.MasterModel;
import dev.drey.simulator.master.MasterView;
import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.world.SeededChance;
import dev.drey.simulator.world.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.AgentInfo;

/** A master and two agents, as the simulator models them. */
final class TestMesos {
    private static final int AGENTS = 2;

    private final Master master;
    private final List<TestContainers> hosts = new ArrayList<>();

    TestMesos(Timeline timeline) {
        var chance = new SeededChance(7);
        master = new MasterModel(MasterConfig.DEFAULT, timeline, chance.fork("master"));
        for (var i = 0; i < AGENTS; i++) {
            var containers = new TestContainers(timeline);
            var agent = new AgentModel(
                    AgentConfig.of(info(i), "127.0.0.1"), timeline, chance.fork("agent-" + i), containers);
            var address = "127.0.0.1:" + (5051 + i);
            agent.connected(
                    inbox -> new TestLink<>(timeline, master.agentConnected(address, new TestLink<>(timeline, inbox))));
            hosts.add(containers);
        }
    }

    private static AgentInfo info(int index) {
        return AgentInfo.newBuilder()
                .setHostname("agent-" + index)
                .setPort(5051 + index)
                .addAllResources(
                        Resources.parse("cpus:4;mem:4096;ports:[31000-31099]").toList())
                .build();
    }

    Master master() {
        return master;
    }

    /** The tasks that have a process. */
    Set<String> running() {
        var tasks = new TreeSet<String>();
        hosts.forEach(host -> tasks.addAll(host.running()));
        return tasks;
    }

    Set<String> runningOn(int agent) {
        return hosts.get(agent).running();
    }

    /** All tasks the master has not done with: those that run, and those whose end is not acknowledged. */
    List<MasterView.Task> tasks() {
        return master.view().frameworks().stream()
                .flatMap(framework -> framework.tasks().stream())
                .toList();
    }

    /** The process of some task fails. */
    void failOne() {
        hosts.stream()
                .filter(host -> !host.running().isEmpty())
                .findFirst()
                .ifPresent(host -> host.fail(host.running().iterator().next()));
    }
}
