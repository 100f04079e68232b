/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import java.time.Instant;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Takes agents off the books, for good or as unreachable, and tells all whom it concerns. */
final class AgentRemoval {
    private final MasterState state;
    private final TaskBook tasks;
    private final Statuses statuses;

    AgentRemoval(MasterState state, TaskBook tasks) {
        this.state = state;
        this.tasks = tasks;
        this.statuses = new Statuses(state);
    }

    /** The agent is silent. It may come back, and its tasks with it. */
    void markUnreachable(Agent agent, String message) {
        var now = state.timeline.now();
        state.counters.count("slave_unreachable_completed");
        state.counters.count("slave_removals");
        state.counters.count("slave_removals/reason_unhealthy");
        takeOffTheBooks(agent);
        state.registry.markUnreachable(agent.id(), now);
        for (Framework framework : state.frameworks.all()) {
            for (Task task : agent.tasksOf(framework.id())) {
                loseToSilence(framework, task, now, message);
            }
            loseOperations(framework, agent.id(), OperationState.OPERATION_UNREACHABLE);
        }
        announce(agent.id());
    }

    /** An agent of the registry did not come back after a master failover: its tasks are not known here. */
    void giveUpRecovered(AgentID agent) {
        state.counters.count("recovery_slave_removals");
        state.agents.giveUp(agent);
        state.registry.markUnreachable(agent, state.timeline.now());
        announce(agent);
    }

    /** The agent is gone and will not come back as it was. Its tasks are lost for all kinds of frameworks. */
    void remove(Agent agent, Optional<String> reason, String message) {
        state.counters.count("slave_removals");
        reason.ifPresent(name -> state.counters.count("slave_removals/" + name));
        takeOffTheBooks(agent);
        state.registry.remove(agent.id());
        state.feed.agentRemoved(agent.id());
        for (Framework framework : state.frameworks.all()) {
            for (Task task : agent.tasksOf(framework.id())) {
                lose(framework, task, TaskStatus.Reason.REASON_AGENT_REMOVED, message);
            }
            loseOperations(framework, agent.id(), OperationState.OPERATION_UNREACHABLE);
        }
        announce(agent.id());
    }

    /** An operator knows that the agent will never be back. */
    void markGone(Agent agent) {
        state.counters.count("slave_removals");
        takeOffTheBooks(agent);
        state.registry.markGone(agent.id(), state.timeline.now());
        for (Framework framework : state.frameworks.all()) {
            for (Task task : agent.tasksOf(framework.id())) {
                loseForGood(framework, task);
                tasks.complete(framework, task);
            }
            loseOperations(framework, agent.id(), OperationState.OPERATION_GONE_BY_OPERATOR);
        }
        announce(agent.id());
    }

    /** The same for an agent that is not here: unreachable, or not yet back after a failover. */
    void markAbsentGone(AgentID agent) {
        state.agents.giveUp(agent);
        state.registry.markGone(agent, state.timeline.now());
        for (Framework framework : state.frameworks.all()) {
            framework.unreachableTasks.values().stream()
                    .filter(task -> task.agent().equals(agent))
                    .toList()
                    .forEach(task -> {
                        loseForGood(framework, task);
                        tasks.completeUnreachable(framework, task);
                    });
        }
    }

    /** A framework without checkpoints has nothing left on an agent whose process died. */
    void loseFramework(Framework framework, Agent agent) {
        for (Task task : agent.tasksOf(framework.id())) {
            lose(framework, task, TaskStatus.Reason.REASON_AGENT_DISCONNECTED, "Agent disconnected");
        }
        for (ExecutorInfo executor : agent.executorsOf(framework.id())) {
            tasks.removeExecutor(agent, framework.id(), executor.getExecutorId());
        }
    }

    private void takeOffTheBooks(Agent agent) {
        agent.stopTimers();
        state.offers.rescindAllOn(agent);
        state.allocator.removeAgent(agent.name());
        state.agents.remove(agent);
    }

    private void announce(AgentID agent) {
        state.frameworks.connected().forEach(framework -> framework.send(Events.agentFailure(agent)));
    }

    private void lose(Framework framework, Task task, TaskStatus.Reason reason, String message) {
        if (!task.isTerminal()) {
            var lost = status(task, TaskState.TASK_LOST, reason, message).build();
            tasks.note(task, lost, TaskState.TASK_LOST);
            framework.send(Events.update(lost));
        }
        tasks.complete(framework, task);
    }

    /* LOST is not the end of a task on an agent that is silent, and is told again. */
    private void loseForGood(Framework framework, Task task) {
        if (!task.isTerminal() || task.state() == TaskState.TASK_LOST) {
            var newState = TaskStates.orLost(framework, TaskState.TASK_GONE_BY_OPERATOR);
            var reason = framework.isPartitionAware()
                    ? TaskStatus.Reason.REASON_AGENT_REMOVED_BY_OPERATOR
                    : TaskStatus.Reason.REASON_AGENT_REMOVED;
            var status =
                    status(task, newState, reason, "Agent has been marked gone").build();
            tasks.note(task, status, newState);
            framework.send(Events.update(status));
        }
    }

    private void loseToSilence(Framework framework, Task task, Instant since, String message) {
        if (!task.isTerminal()) {
            var newState = TaskStates.orLost(framework, TaskState.TASK_UNREACHABLE);
            var status = status(task, newState, TaskStatus.Reason.REASON_AGENT_REMOVED, message)
                    .setUnreachableTime(Times.of(since))
                    .build();
            tasks.note(task, status, newState);
            framework.send(Events.update(status));
        }
        tasks.makeUnreachable(framework, task);
    }

    private TaskStatus.Builder status(Task task, TaskState newState, TaskStatus.Reason reason, String message) {
        var status = statuses.of(task.info().getTaskId(), task.agent(), newState, reason, message);
        task.executor().ifPresent(status::setExecutorId);
        return status;
    }

    private static void loseOperations(Framework framework, AgentID agent, OperationState newState) {
        var lost = framework.operations.values().stream()
                .filter(operation -> operation.agent().getValue().equals(agent.getValue()))
                .toList();
        for (PendingOperation operation : lost) {
            framework.operations.remove(operation.uuid());
            if (operation.isTold()) {
                framework.send(Events.operation(OperationStatus.newBuilder()
                        .setOperationId(operation.info().getId())
                        .setAgentId(agent)
                        .setState(newState)
                        .build()));
            }
        }
    }
}
