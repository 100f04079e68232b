/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import dev.drey.simulator.protocol.ToMaster.KnownTask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** A framework as one agent knows it: its executors, and its tasks until their end is acknowledged. */
final class AgentFramework {

    /** A task and who runs it. */
    record Assigned(TaskInfo info, AgentExecutor executor) {}

    /* --max_completed_executors_per_framework */
    private static final int MAX_COMPLETED = 150;

    private FrameworkInfo info;
    private boolean terminating;
    private final Map<String, AgentExecutor> executors = new LinkedHashMap<>();
    private final Map<String, Assigned> tasks = new LinkedHashMap<>();
    private final List<TaskStatus.Builder> held = new ArrayList<>();
    private final Deque<KnownTask> completed = new ArrayDeque<>();

    AgentFramework(FrameworkInfo info) {
        this.info = info;
    }

    FrameworkInfo info() {
        return info;
    }

    void update(FrameworkInfo newer) {
        info = newer;
    }

    String id() {
        return info.getId().getValue();
    }

    FrameworkID frameworkId() {
        return info.getId();
    }

    boolean can(Capability.Type capability) {
        return info.getCapabilitiesList().stream().anyMatch(own -> own.getType() == capability);
    }

    boolean announcesKilling() {
        return can(Capability.Type.TASK_KILLING_STATE);
    }

    /** What a task is called that was never started. */
    TaskState droppedState() {
        return can(Capability.Type.PARTITION_AWARE) ? TaskState.TASK_DROPPED : TaskState.TASK_LOST;
    }

    /** What a task is called whose executor was not found again. */
    TaskState goneState() {
        return can(Capability.Type.PARTITION_AWARE) ? TaskState.TASK_GONE : TaskState.TASK_LOST;
    }

    /** Keeps what an executor reports while there is no agent process to take it. */
    void hold(TaskStatus.Builder status) {
        held.add(status);
    }

    List<TaskStatus.Builder> held() {
        return List.copyOf(held);
    }

    /** The master has removed the framework: its executors end and nobody wants to hear of its tasks. */
    void terminate() {
        terminating = true;
    }

    boolean isTerminating() {
        return terminating;
    }

    void add(AgentExecutor executor) {
        executors.put(executor.id(), executor);
    }

    void assign(TaskInfo task, AgentExecutor executor) {
        tasks.put(task.getTaskId().getValue(), new Assigned(task, executor));
    }

    /** The end of a task is acknowledged; what was last known of it is remembered for a while. */
    void complete(String task, TaskStatus last) {
        var assigned = tasks.remove(task);
        if (assigned != null) {
            completed.addLast(new KnownTask(frameworkId(), assigned.info(), last, last));
        }
        if (completed.size() > MAX_COMPLETED) {
            completed.removeFirst();
        }
    }

    Collection<KnownTask> completed() {
        return List.copyOf(completed);
    }

    /** Takes out an executor that is gone; an executor that has come in its place stays. */
    void gone(AgentExecutor executor) {
        executors.remove(executor.id(), executor);
    }

    /** The agent's process has died: executors that cannot live without it die too. */
    void orphan() {
        for (var executor : executors()) {
            if (!info.getCheckpoint() || !executor.outlivesAgent()) {
                executor.destroy();
                gone(executor);
            }
        }
    }

    Optional<AgentExecutor> executor(String id) {
        return Optional.ofNullable(executors.get(id));
    }

    List<AgentExecutor> executors() {
        return new ArrayList<>(executors.values());
    }

    Optional<Assigned> task(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    Collection<Assigned> tasks() {
        return List.copyOf(tasks.values());
    }

    /** The tasks of one executor that are not both ended and acknowledged. */
    List<TaskInfo> tasksOf(AgentExecutor executor) {
        return tasks.values().stream()
                .filter(task -> task.executor() == executor)
                .map(Assigned::info)
                .toList();
    }
}
