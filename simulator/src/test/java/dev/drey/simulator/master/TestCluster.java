/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.json.ProtoJson;
import dev.drey.simulator.protocol.AgentSoftware;
import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.world.SeededChance;
import dev.drey.simulator.world.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.master.Protos.Call;

/** A master in virtual time with scripted schedulers and agents. */
final class TestCluster {
    final VirtualTimeline time = new VirtualTimeline(Instant.parse("2026-01-01T00:00:00Z"));
    final SeededChance chance = new SeededChance(7);
    final Registry registry = new Registry();

    private final MasterConfig config;
    private final List<TestAgent> agents = new ArrayList<>();
    private MasterModel master;
    private int restarts;

    TestCluster() {
        this(MasterConfig.DEFAULT);
    }

    TestCluster(MasterConfig config) {
        this.config = config;
        master = new MasterModel(config, time, chance.fork("master 0"), registry);
    }

    MasterModel master() {
        return master;
    }

    /** A scheduler that is not subscribed yet. */
    TestScheduler scheduler(UnaryOperator<FrameworkInfo.Builder> changes) {
        return new TestScheduler(this, changes);
    }

    /** A subscribed scheduler. */
    TestScheduler subscribed(UnaryOperator<FrameworkInfo.Builder> changes) {
        var scheduler = scheduler(changes).subscribe();
        settle();
        return scheduler;
    }

    TestScheduler subscribed() {
        return subscribed(info -> info);
    }

    /** A registered agent. */
    TestAgent agent(String resources) {
        return agent(resources, "");
    }

    TestAgent agent(String resources, String attributes) {
        var agent = new TestAgent(this, agents.size(), resources, attributes);
        agents.add(agent);
        agent.register();
        settle();
        return agent;
    }

    TestAgent agent(String resources, AgentSoftware software) {
        var agent = new TestAgent(this, agents.size(), resources, "");
        agent.software = software;
        agents.add(agent);
        agent.register();
        settle();
        return agent;
    }

    /** An agent with resources that text cannot tell of. */
    TestAgent agentWith(Resources resources) {
        var agent = new TestAgent(this, agents.size(), "", "").withTotal(resources);
        agents.add(agent);
        agent.register();
        settle();
        return agent;
    }

    /** An agent that says where it is. */
    TestAgent agentIn(DomainInfo domain, String resources) {
        var agent = new TestAgent(this, agents.size(), resources, "").withDomain(domain);
        agents.add(agent);
        agent.register();
        settle();
        return agent;
    }

    /** All agents, in the order in which they were made. */
    List<TestAgent> agents() {
        return List.copyOf(agents);
    }

    TestCluster settle() {
        time.settle();
        return this;
    }

    TestCluster advance(Duration duration) {
        time.advance(duration);
        return this;
    }

    /** Lets the next allocation tick pass. */
    TestCluster tick() {
        return advance(config.allocator().interval());
    }

    /** A call of the operator API, in JSON with single quotes. */
    OperatorAnswer operate(String json) {
        try {
            var call =
                    ProtoJson.parse(json.replace('\'', '"'), Call.newBuilder()).build();
            var answer = master.operate(call);
            settle();
            return answer;
        } catch (JsonConversionException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** The status of the answer to a call of the operator API. */
    int operated(String json) {
        return operate(json).answer().status();
    }

    /** The master dies and another one takes over. */
    void failOver() {
        master.crash();
        settle();
        restarts++;
        master = new MasterModel(config, time, chance.fork("master " + restarts), registry);
    }

    double metric(String name) {
        return master.view().metrics().get(name);
    }
}
