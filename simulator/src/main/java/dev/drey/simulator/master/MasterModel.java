/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.world.Chance;
import dev.drey.simulator.world.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.master.Protos;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * A Mesos master as one deterministic state machine.
 *
 * <p>All it knows of time is its timeline and all its randomness comes from its chance, so the same model
 * serves virtual and real time. It leads from the moment it is made until {@link #crash}; the next master gets
 * the same {@link Registry}.
 */
public final class MasterModel implements Master {
    private final Lifespan lifespan;
    private final MasterState state;
    private final FrameworkLife life;
    private final Subscriptions subscriptions;
    private final CallGate gate;
    private final Calls calls;
    private final OperatorCalls operatorCalls;
    private final AgentMessages agentMessages;
    private final Views views;
    private final List<AgentConnection> connections = new ArrayList<>();

    /** A master that knows of no agents. */
    public MasterModel(MasterConfig config, Timeline timeline, Chance chance) {
        this(config, timeline, chance, new Registry());
    }

    /** A master that takes over from those that used the registry before; they must have crashed. */
    public MasterModel(MasterConfig config, Timeline timeline, Chance chance, Registry registry) {
        lifespan = new Lifespan(timeline);
        state = new MasterState(config, lifespan, chance, registry);
        var tasks = new TaskBook(state);
        life = new FrameworkLife(state, tasks);
        var operations = new OperationBook(state);
        var validation = new FrameworkValidation(state);
        subscriptions = new Subscriptions(state, life, validation);
        gate = new CallGate(state.frameworks);
        calls = new Calls(state, tasks, life, validation, operations);
        var removal = new AgentRemoval(state, tasks);
        var service = new AgentService(state, removal);
        var health = new AgentHealth(state, removal);
        var returns = new AgentReturn(state, tasks, operations, life, health);
        var admission = new AgentAdmission(state, health, removal, returns, service);
        agentMessages = new AgentMessages(state, tasks, operations, admission, health);
        views = new Views(state);
        operatorCalls = new OperatorCalls(state, this::teardown, removal, service);
        state.allocator.start();
        health.awaitRecovered();
        collectGarbage();
    }

    @Override
    public Answer call(Call call, Caller caller) {
        return gate.refusal(call, caller)
                .orElseGet(() -> calls.handle(
                        state.frameworks.find(call.getFrameworkId()).orElseThrow(), call));
    }

    @Override
    public Subscription subscribe(Call call, Caller caller, EventStream stream) {
        return subscriptions.subscribe(call, caller, stream);
    }

    @Override
    public void streamBroken(String streamId) {
        subscriptions.broken(streamId);
    }

    @Override
    public Link<ToMaster> agentConnected(String address, Link<ToAgent> toAgent) {
        var connection = new AgentConnection(address, toAgent, lifespan, agentMessages);
        connections.removeIf(AgentConnection::isBroken);
        connections.add(connection);
        return connection;
    }

    @Override
    public Answer teardown(FrameworkID framework, Optional<String> principal) {
        var known = state.frameworks.find(framework);
        if (known.filter(one -> !state.authorization.mayTearDown(principal, one.info))
                .isPresent()) {
            return Answer.refused(403, "Not authorized to tear down framework '" + framework.getValue() + "'");
        }
        known.ifPresent(life::remove);
        return known.isPresent()
                ? Answer.OK
                : Answer.refused(400, "No framework found with ID '" + framework.getValue() + "'");
    }

    @Override
    public OperatorAnswer operate(Protos.Call call, Optional<String> principal) {
        return operatorCalls.handle(call, principal);
    }

    @Override
    public void watch(OperatorStream stream) {
        state.feed.add(stream);
    }

    @Override
    public void unwatch(OperatorStream stream) {
        state.feed.remove(stream);
    }

    @Override
    public MasterView view() {
        return views.view();
    }

    /** The ids of the registered agents. */
    public List<AgentID> agents() {
        return state.agents.all().stream().map(Agent::id).toList();
    }

    /** What {@link #view} shows of one agent; empty if it is not registered. */
    public Optional<MasterView.Agent> agent(AgentID id) {
        return state.agents.find(id).map(views::agent);
    }

    private void collectGarbage() {
        var gc = state.config.registryGc();
        state.timeline.after(gc.interval(), "registry garbage collection", () -> {
            state.registry.collectGarbage(state.timeline.now().minus(gc.maxAge()), gc.maxCount());
            collectGarbage();
        });
    }

    /** The process dies: all streams and connections break, and nothing it planned happens. */
    public void crash() {
        lifespan.end();
        state.feed.cut();
        state.frameworks.connected().forEach(Framework::cutStream);
        connections.stream()
                .filter(connection -> !connection.isBroken())
                .forEach(connection -> connection.toAgent().close());
    }
}
