/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.harness.scenario.Scenario;
import dev.drey.simulator.agent.AgentConfig;
import dev.drey.simulator.agent.AgentModel;
import dev.drey.simulator.master.Master;
import dev.drey.simulator.master.MasterConfig;
import dev.drey.simulator.master.MasterModel;
import dev.drey.simulator.resources.AttributeText;
import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.world.SeededChance;
import dev.drey.simulator.world.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentInfo;

/** A Mesos of models on one timeline: a master, and agents that run models of processes. */
final class SimulatedCluster {
    private static final Duration LINK = Duration.ofMillis(2);
    private static final Duration START_UP = Duration.ofMillis(300);
    private static final Duration END = Duration.ofMillis(500);

    private final Master master;
    private final List<AgentModel> agents = new ArrayList<>();

    SimulatedCluster(Scenario.Cluster cluster, Timeline timeline, SeededChance chance) {
        master = new MasterModel(MasterConfig.DEFAULT, timeline, chance.fork("master"));
        for (int i = 0; i < cluster.agents(); i++) {
            var agent = new AgentModel(
                    AgentConfig.of(info(cluster, i), "127.0.0.1"),
                    timeline,
                    chance.fork("agent-" + i),
                    new ModelContainers(timeline, START_UP, END));
            String address = "127.0.0.1:" + (5051 + i);
            agent.connected(inbox -> new DelayedLink<>(
                    timeline, LINK, master.agentConnected(address, new DelayedLink<>(timeline, LINK, inbox))));
            agents.add(agent);
        }
    }

    Master master() {
        return master;
    }

    private static AgentInfo info(Scenario.Cluster cluster, int index) {
        return AgentInfo.newBuilder()
                .setHostname("agent-" + index)
                .setPort(5051 + index)
                .addAllResources(Resources.parse(cluster.resources()).toList())
                .addAllAttributes(AttributeText.parse(cluster.attributes()))
                .build();
    }
}
