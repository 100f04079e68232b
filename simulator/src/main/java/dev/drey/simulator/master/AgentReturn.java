/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.protocol.ToAgent.KillTask;
import dev.drey.simulator.protocol.ToAgent.Missing;
import dev.drey.simulator.protocol.ToAgent.MissingTask;
import dev.drey.simulator.protocol.ToAgent.Reregistered;
import dev.drey.simulator.protocol.ToAgent.ShutdownFramework;
import dev.drey.simulator.protocol.ToAgent.UpdateFramework;
import dev.drey.simulator.protocol.ToMaster.KnownExecutor;
import dev.drey.simulator.protocol.ToMaster.KnownTask;
import dev.drey.simulator.protocol.ToMaster.Reregister;
import dev.drey.simulator.resources.Resources;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Brings the master's books and those of a returning agent together. */
final class AgentReturn {
    private final MasterState state;
    private final TaskBook tasks;
    private final OperationBook operations;
    private final FrameworkLife life;
    private final AgentHealth health;
    private final Statuses statuses;

    AgentReturn(MasterState state, TaskBook tasks, OperationBook operations, FrameworkLife life, AgentHealth health) {
        this.state = state;
        this.tasks = tasks;
        this.operations = operations;
        this.life = life;
        this.health = health;
        this.statuses = new Statuses(state);
    }

    /** The agent never left the books: the master knows best which tasks there should be. */
    void returned(Agent agent, AgentConnection connection, Reregister message) {
        state.counters.count("slave_reregistrations");
        updateResources(agent, message);
        agent.connection = connection;
        agent.reregistered = Optional.of(state.timeline.now());
        health.reconnected(agent);
        health.pong(agent);
        dropMissingExecutors(agent, message.holdings().executors());
        var missing = new Missing(
                missingTasks(agent, message.holdings().tasks()),
                operations.missing(agent, message.holdings().operations()));
        agent.send(new Reregistered(agent.id(), health.pingTimeout(), missing));
        agent.killedTasks.forEach(
                key -> agent.send(new KillTask(id(key.framework()), task(key.task()), Optional.empty())));
        shutDown(agent, completedOf(message));
        publish(agent, message);
    }

    /**
     * The agent is new to the books: the agent knows best. Frameworks that nobody knows are recovered.
     *
     * @return frameworks of the agent that are completed; what they have is not adopted
     */
    Set<String> adopt(Agent agent, Reregister message) {
        var completed = completedOf(message);
        for (FrameworkInfo info : message.holdings().frameworks()) {
            if (!completed.contains(info.getId().getValue())
                    && state.frameworks.find(info.getId()).isEmpty()) {
                life.recover(info);
            }
        }
        message.holdings().tasks().forEach(known -> state.frameworks
                .find(known.framework())
                .ifPresent(framework -> adopt(framework, agent, known)));
        message.holdings().completed().forEach(known -> state.frameworks
                .find(known.framework())
                .ifPresent(framework -> adoptCompleted(framework, known)));
        message.holdings().executors().stream()
                .filter(known -> state.frameworks.find(known.framework()).isPresent())
                .forEach(known -> agent.addExecutor(known.framework(), known.executor()));
        return completed;
    }

    void shutDown(Agent agent, Set<String> completed) {
        completed.forEach(framework -> agent.send(new ShutdownFramework(id(framework))));
    }

    /** Tells the agent what is new of the frameworks it named, if their schedulers are here. */
    void publish(Agent agent, Reregister message) {
        for (FrameworkInfo info : message.holdings().frameworks()) {
            state.frameworks
                    .find(info.getId())
                    .filter(Framework::isConnected)
                    .ifPresent(framework -> agent.send(new UpdateFramework(framework.info)));
        }
    }

    /** The tasks were given up; their frameworks are to know that they are back. */
    void announceTasks(Agent agent) {
        for (Task task : agent.tasks.values()) {
            var status = statuses.about(
                            task,
                            task.state(),
                            TaskStatus.Reason.REASON_AGENT_REREGISTERED,
                            "Unreachable agent re-registered")
                    .build();
            state.frameworks.find(task.framework()).ifPresent(framework -> framework.send(Events.update(status)));
        }
    }

    private void adopt(Framework framework, Agent agent, KnownTask known) {
        framework.unreachableTasks.remove(known.task().getTaskId().getValue());
        framework.completedTasks.removeIf(
                task -> task.id().equals(known.task().getTaskId().getValue())
                        && task.agent().getValue().equals(agent.name()));
        var task = tasks.add(framework, agent, known.task());
        if (known.forwarded().hasState()) {
            task.note(known.forwarded(), known.latest().getState());
        }
        if (known.latest().hasState()) {
            task.note(
                    known.latest().toBuilder().clearUuid().build(),
                    known.latest().getState());
        }
    }

    private void adoptCompleted(Framework framework, KnownTask known) {
        var task = new Task(framework.id(), known.task());
        task.note(known.latest(), known.latest().getState());
        boolean remembered =
                framework.completedTasks.stream().anyMatch(other -> other.id().equals(task.id()));
        if (!remembered) {
            tasks.remember(framework, task);
        }
    }

    private void updateResources(Agent agent, Reregister message) {
        var total = Resources.of(message.total());
        boolean changed = !agent.info.equals(message.info())
                || !agent.total.equals(total)
                || !agent.software.equals(message.software());
        agent.info = message.info();
        agent.total = total;
        agent.software = message.software();
        if (changed) {
            state.registry.admit(agent.info);
            state.allocator.updateAgent(agent.description(), total);
        }
    }

    private List<MissingTask> missingTasks(Agent agent, List<KnownTask> reported) {
        var there = reported.stream()
                .map(known -> new Task.Key(
                        known.framework().getValue(), known.task().getTaskId().getValue()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var missing = new ArrayList<MissingTask>();
        for (Task task : agent.tasks.values()) {
            if (!there.contains(task.key())) {
                boolean partitionAware = state.frameworks
                        .find(task.framework())
                        .map(Framework::isPartitionAware)
                        .orElse(false);
                missing.add(new MissingTask(task.framework(), task.info().getTaskId(), partitionAware));
            }
        }
        return missing;
    }

    private void dropMissingExecutors(Agent agent, List<KnownExecutor> reported) {
        for (Framework framework : state.frameworks.all()) {
            for (ExecutorInfo executor : agent.executorsOf(framework.id())) {
                boolean there = reported.stream()
                        .anyMatch(known -> known.framework()
                                        .getValue()
                                        .equals(framework.id().getValue())
                                && known.executor()
                                        .getExecutorId()
                                        .getValue()
                                        .equals(executor.getExecutorId().getValue()));
                if (!there) {
                    tasks.removeExecutor(agent, framework.id(), executor.getExecutorId());
                }
            }
        }
    }

    private Set<String> completedOf(Reregister message) {
        return message.holdings().frameworks().stream()
                .map(FrameworkInfo::getId)
                .filter(state.frameworks::isCompleted)
                .map(FrameworkID::getValue)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static FrameworkID id(String framework) {
        return FrameworkID.newBuilder().setValue(framework).build();
    }

    private static TaskID task(String id) {
        return TaskID.newBuilder().setValue(id).build();
    }
}
