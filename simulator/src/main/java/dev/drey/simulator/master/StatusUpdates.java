/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.protocol.ToAgent.AcknowledgeUpdate;
import dev.drey.simulator.protocol.ToMaster;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** The way of status updates from agents to schedulers, and of acknowledgements back. */
final class StatusUpdates {
    private final MasterState state;
    private final TaskBook tasks;

    StatusUpdates(MasterState state, TaskBook tasks) {
        this.state = state;
        this.tasks = tasks;
    }

    /** Forwards an update, even one of a task that is not in the books. */
    void update(Agent agent, ToMaster.Update update) {
        state.counters.count("messages_status_update");
        var framework = state.frameworks.find(update.framework());
        if (framework.isEmpty()) {
            state.counters.count("invalid_status_updates");
            return;
        }
        framework.get().send(Events.update(update.status()));
        var key = new Task.Key(
                update.framework().getValue(), update.status().getTaskId().getValue());
        var task = agent.tasks.get(key);
        if (task == null) {
            state.counters.count("invalid_status_updates");
            return;
        }
        state.counters.count("valid_status_updates");
        tasks.note(task, update.status(), update.latest().getState());
    }

    /** Passes an acknowledgement on; that of a terminal update ends the task on the master. */
    void acknowledge(Framework framework, Call.Acknowledge call) {
        state.counters.count("messages_status_update_acknowledgement");
        var agent = state.agents.findConnected(call.getAgentId());
        var key = new Task.Key(framework.id().getValue(), call.getTaskId().getValue());
        var task = agent.map(known -> known.tasks.get(key));
        boolean unexpected = task.map(known -> !known.hasForwarded()).orElse(false);
        if (agent.isEmpty() || unexpected) {
            state.counters.count("invalid_status_update_acknowledgements");
            return;
        }
        state.counters.count("valid_status_update_acknowledgements");
        task.filter(known -> known.isEndedBy(call.getUuid())).ifPresent(known -> tasks.complete(framework, known));
        agent.get().send(new AcknowledgeUpdate(framework.id(), call.getTaskId(), call.getUuid()));
    }
}
