/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.resources.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Resource;

/**
 * All that is left of an agent when its process ends: what it wrote to its work directory, and the executors that live
 * on. The next process of the same agent recovers from it.
 *
 * <p>Only frameworks that checkpoint are in it. It can be recovered from once.
 */
public final class AgentSnapshot {
    private static final AgentSnapshot EMPTY = new AgentSnapshot(
            Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Map.of(), List.of(), Optional.empty());

    private final Optional<AgentInfo> info;
    private final Optional<AgentID> agent;
    private final Optional<List<Resource>> total;
    private final List<AgentFramework> frameworks;
    private final Map<TaskKey, UpdateStream> updates;
    private final List<ToMaster.OperationUpdate> operations;
    private final Optional<ToAgent.Drain> drain;
    private boolean rebooted;

    AgentSnapshot(
            Optional<AgentInfo> info,
            Optional<AgentID> agent,
            Optional<List<Resource>> total,
            List<AgentFramework> frameworks,
            Map<TaskKey, UpdateStream> updates,
            List<ToMaster.OperationUpdate> operations,
            Optional<ToAgent.Drain> drain) {
        this.info = info;
        this.agent = agent;
        this.total = total;
        this.frameworks = frameworks;
        this.updates = updates;
        this.operations = operations;
        this.drain = drain;
    }

    /** What an agent finds after its machine broke down: what it wrote, and no executor. */
    public static AgentSnapshot of(AgentCheckpoint checkpoint) {
        var updates = new LinkedHashMap<TaskKey, UpdateStream>();
        checkpoint
                .updates()
                .forEach(kept -> updates.put(
                        new TaskKey(kept.framework(), kept.task()),
                        UpdateStream.of(kept.pending(), kept.latest(), kept.forwarded())));
        return new AgentSnapshot(
                Optional.of(checkpoint.info()),
                checkpoint.agent(),
                Optional.of(checkpoint.total()),
                checkpoint.frameworks().stream().map(AgentSnapshot::framework).toList(),
                updates,
                checkpoint.operations(),
                checkpoint.drain());
    }

    private static AgentFramework framework(AgentCheckpoint.Framework kept) {
        var framework = new AgentFramework(kept.info());
        kept.tasks().forEach(task -> framework.assign(task.info(), new LostExecutor(task.executor())));
        return framework;
    }

    /** As plain data, without the executors. */
    AgentCheckpoint checkpoint(AgentInfo info) {
        return new AgentCheckpoint(
                info,
                agent,
                total.orElse(info.getResourcesList()),
                frameworks.stream()
                        .map(framework -> new AgentCheckpoint.Framework(framework.info(), tasks(framework)))
                        .toList(),
                updates.entrySet().stream()
                        .map(kept -> kept.getValue().checkpoint(kept.getKey()))
                        .toList(),
                operations,
                drain);
    }

    private static List<AgentCheckpoint.Task> tasks(AgentFramework framework) {
        return framework.tasks().stream()
                .map(task ->
                        new AgentCheckpoint.Task(task.info(), task.executor().id()))
                .toList();
    }

    /** What an agent finds that never ran before. */
    public static AgentSnapshot empty() {
        return EMPTY;
    }

    /** The work directory is deleted: the agent forgets who it was, and whatever still ran is destroyed. */
    public AgentSnapshot wiped() {
        frameworks.forEach(framework -> framework.executors().forEach(AgentExecutor::destroy));
        return EMPTY;
    }

    /** The machine boots: nothing that ran on it is there any more. */
    public AgentSnapshot rebooted() {
        for (var framework : frameworks) {
            for (var executor : framework.executors()) {
                executor.destroy();
                framework.gone(executor);
            }
        }
        var after = new AgentSnapshot(info, agent, total, frameworks, updates, operations, drain);
        after.rebooted = true;
        return after;
    }

    /**
     * What is left for an agent that is configured so. If too much has changed, that is nothing after the machine
     * booted: it will be a new agent.
     *
     * @throws IllegalArgumentException if too much has changed although the machine did not boot
     */
    AgentSnapshot fitting(AgentConfig config) {
        if (info.isEmpty()) {
            return this;
        }
        var problem = config.policy().problem(info.get(), config.info());
        if (problem.isEmpty()) {
            var more =
                    Resources.of(config.total()).minus(Resources.of(info.get().getResourcesList()));
            var all = total.map(had -> Resources.of(had).plus(more).toList());
            return new AgentSnapshot(info, agent, all, frameworks, updates, operations, drain);
        }
        if (rebooted) {
            return EMPTY;
        }
        throw new IllegalArgumentException("The agent cannot recover, as it was registered with " + problem.get()
                + ": start it as it was before, or delete its work directory to make it a new agent");
    }

    /** Whether some executor lives on. */
    public boolean hasExecutors() {
        return frameworks.stream().anyMatch(framework -> !framework.executors().isEmpty());
    }

    /** The id under which it was registered. */
    public Optional<AgentID> agent() {
        return agent;
    }

    /** All the agent has, if operations have changed that. */
    Optional<List<Resource>> total() {
        return total;
    }

    List<AgentFramework> frameworks() {
        return frameworks;
    }

    Map<TaskKey, UpdateStream> updates() {
        return updates;
    }

    List<ToMaster.OperationUpdate> operations() {
        return operations;
    }

    Optional<ToAgent.Drain> drain() {
        return drain;
    }
}
