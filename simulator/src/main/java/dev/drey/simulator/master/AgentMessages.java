/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.resources.Resources;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.Resource;

/** Hands each message of an agent process to the part of the master that it concerns. */
final class AgentMessages {
    private final MasterState state;
    private final TaskBook tasks;
    private final AgentAdmission admission;
    private final AgentHealth health;
    private final StatusUpdates updates;
    private final OperationBook operations;

    AgentMessages(
            MasterState state, TaskBook tasks, OperationBook operations, AgentAdmission admission, AgentHealth health) {
        this.state = state;
        this.tasks = tasks;
        this.operations = operations;
        this.admission = admission;
        this.health = health;
        this.updates = new StatusUpdates(state, tasks);
    }

    void handle(AgentConnection connection, ToMaster message) {
        if (message instanceof ToMaster.Register register) {
            admission.register(connection, register);
        } else if (message instanceof ToMaster.Reregister reregister) {
            admission.reregister(connection, reregister);
        } else if (message instanceof ToMaster.Update update) {
            onUpdate(connection, update);
        } else if (message instanceof ToMaster.Pong) {
            from(connection, health::pong);
        } else if (message instanceof ToMaster.Unregister) {
            from(connection, admission::unregister);
        } else if (message instanceof ToMaster.ExecutorExited exited) {
            from(connection, agent -> onExecutorExited(agent, exited));
        } else if (message instanceof ToMaster.ExecutorMessage text) {
            onExecutorMessage(connection, text);
        } else if (message instanceof ToMaster.Oversubscribed estimate) {
            from(connection, agent -> onOversubscribed(agent, Resources.of(estimate.revocable())));
        } else if (message instanceof ToMaster.OperationUpdate update) {
            from(connection, agent -> operations.updated(agent, update));
        } else {
            throw new IllegalStateException("no one handles " + message);
        }
    }

    void broken(AgentConnection connection) {
        from(connection, health::disconnected);
    }

    /* What comes from a process that is not registered (any more) is dropped; it will have to register again. */
    private void from(AgentConnection connection, Consumer<Agent> handler) {
        state.agents.findByConnection(connection).ifPresent(handler);
    }

    private void onUpdate(AgentConnection connection, ToMaster.Update update) {
        var agent = state.agents.findByConnection(connection);
        if (agent.isEmpty()) {
            state.counters.count("messages_status_update");
            state.counters.count("invalid_status_updates");
        }
        agent.ifPresent(known -> updates.update(known, update));
    }

    /* Offers with what was revocable before may promise too much. */
    private void onOversubscribed(Agent agent, Resources revocable) {
        state.counters.count("messages_update_slave");
        state.offers.on(agent).stream()
                .filter(entry ->
                        !entry.resources().filter(Resource::hasRevocable).isEmpty())
                .forEach(state.offers::rescind);
        agent.total = agent.total.filter(kind -> !kind.hasRevocable()).plus(revocable);
        state.allocator.updateAgent(agent.description(), agent.total);
    }

    private void onExecutorExited(Agent agent, ToMaster.ExecutorExited exited) {
        state.counters.count("messages_exited_executor");
        tasks.removeExecutor(agent, exited.framework(), exited.executor());
        state.frameworks
                .find(exited.framework())
                .ifPresent(framework ->
                        framework.send(Events.executorFailure(agent.id(), exited.executor(), exited.status())));
    }

    private void onExecutorMessage(AgentConnection connection, ToMaster.ExecutorMessage message) {
        state.counters.count("messages_executor_to_framework");
        var framework = state.frameworks.find(message.framework()).filter(Framework::isConnected);
        if (state.agents.findByConnection(connection).isEmpty() || framework.isEmpty()) {
            state.counters.count("invalid_executor_to_framework_messages");
            return;
        }
        state.counters.count("valid_executor_to_framework_messages");
        framework.get().send(Events.message(message.agent(), message.executor(), message.data()));
    }
}
