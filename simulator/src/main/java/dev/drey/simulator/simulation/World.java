/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.master.MasterModel;
import dev.drey.simulator.master.MasterView;
import dev.drey.simulator.network.Network;
import dev.drey.simulator.oracle.Witness;
import dev.drey.simulator.resources.AttributeText;
import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.world.Choices;
import dev.drey.simulator.world.SimulatedStore;
import dev.drey.simulator.world.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.DomainInfo.FaultDomain.RegionInfo;
import org.apache.mesos.v1.Protos.DomainInfo.FaultDomain.ZoneInfo;
import org.apache.mesos.v1.Protos.FrameworkID;

/**
 * A Mesos cluster of models and a framework on it, on one timeline.
 *
 * @param <S> the durable memory of the framework
 */
final class World<S> implements Witness {
    private static final int FIRST_PORT = 5051;

    private final Timeline timeline;
    private final Framework<S> framework;
    private final Seam seam;
    private final Network network;
    private final Masters masters;
    private final Company company;
    private final TaskConditions conditions = new TaskConditions();
    private final List<SimulatedAgent> agents = new ArrayList<>();
    private final SimulatedStore<S> store;
    private final FrameworkHosts<S> hosts;
    private final Set<String> frameworkIds = new LinkedHashSet<>();
    private final Set<String> removedIds = new LinkedHashSet<>();
    private boolean losesAcknowledgements;

    World(Plan.Cluster cluster, Framework<S> framework, Timeline timeline, Choices choices, Seam seam) {
        this.timeline = timeline;
        this.framework = framework;
        this.seam = seam;
        network = new Network(timeline, choices.fork("network"));
        masters = new Masters(cluster.setting().masters(), timeline, choices, seam);
        company = new Company(cluster.setting(), masters, timeline, seam);
        var shared = new SimulatedAgent.Surroundings(
                timeline, choices, network, seam, masters, conditions, () -> losesAcknowledgements);
        for (int i = 0; i < cluster.agents(); i++) {
            agents.add(new SimulatedAgent(i, info(cluster, i), shared));
        }
        store = new SimulatedStore<>(timeline, choices.fork("store"), framework.nothing());
        hosts = new FrameworkHosts<>(
                framework,
                cluster,
                timeline,
                store,
                new SimMesos.Surroundings(masters, network, seam, choices.fork("framework")));
    }

    void begin() {
        masters.watch(company);
        masters.elect();
        agents.forEach(SimulatedAgent::start);
        hosts.start();
    }

    Network network() {
        return network;
    }

    Masters masters() {
        return masters;
    }

    TaskConditions conditions() {
        return conditions;
    }

    List<SimulatedAgent> agents() {
        return agents;
    }

    SimulatedStore<S> store() {
        return store;
    }

    FrameworkHosts<S> hosts() {
        return hosts;
    }

    void loseAcknowledgements(boolean lose) {
        losesAcknowledgements = lose;
    }

    void learnFramework(String id) {
        frameworkIds.add(id);
    }

    /* What an operator removed is nobody's any more. */
    void removeFramework(String id) {
        if (masters.leader().isPresent()) {
            frameworkIds.remove(id);
            removedIds.add(id);
            removeAgain();
        }
    }

    /** Another framework is torn down, by this master or the next. */
    void expel(String id) {
        removedIds.add(id);
        removeAgain();
    }

    /** A master that has no memory of a removal takes the framework back with its agents; then it is removed again. */
    void removeAgain() {
        masters.leader()
                .ifPresent(leader -> removedIds.forEach(id ->
                        leader.teardown(FrameworkID.newBuilder().setValue(id).build())));
    }

    @Override
    public Instant now() {
        return timeline.now();
    }

    @Override
    public int wanted() {
        return hosts.wanted();
    }

    @Override
    public int unmet() {
        return hosts.wanted() - framework.tasks(store.anticipated()).size();
    }

    @Override
    public Set<String> remembered() {
        return framework.tasks(store.contents());
    }

    @Override
    public int life() {
        return hosts.newest().map(FrameworkProcess::life).orElse(0);
    }

    @Override
    public boolean isHindered() {
        return store.isTroubled()
                || hosts.newest().filter(FrameworkProcess::isPaused).isPresent();
    }

    @Override
    public Set<String> frameworks() {
        return frameworkIds;
    }

    @Override
    public long happenings() {
        return seam.happenings();
    }

    @Override
    public List<AgentID> agentIds() {
        return masters.leader().map(MasterModel::agents).orElse(List.of());
    }

    @Override
    public Optional<MasterView.Agent> agent(AgentID id) {
        return masters.leader().flatMap(leader -> leader.agent(id));
    }

    @Override
    public Optional<MasterView> master() {
        return masters.leader().map(leader -> leader.view());
    }

    private static AgentInfo info(Plan.Cluster cluster, int index) {
        var machine = cluster.machines().get(index);
        var info = AgentInfo.newBuilder()
                .setHostname("agent-" + index)
                .setPort(FIRST_PORT + index)
                .addAllResources(Resources.parse(machine.resources()).toList())
                .addAllAttributes(AttributeText.parse(machine.attributes()));
        if (!machine.domain().isEmpty()) {
            info.setDomain(domain(machine.domain().split("/", 2)));
        }
        return info.build();
    }

    private static DomainInfo domain(String[] place) {
        var fault = DomainInfo.FaultDomain.newBuilder()
                .setRegion(RegionInfo.newBuilder().setName(place[0]))
                .setZone(ZoneInfo.newBuilder().setName(place[1]));
        return DomainInfo.newBuilder().setFaultDomain(fault).build();
    }
}
