/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.resources.Resources;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** The books of tasks and executors: which there are, in which state, and when their resources come back. */
final class TaskBook {
    private final MasterState state;

    TaskBook(MasterState state) {
        this.state = state;
    }

    Task add(Framework framework, Agent agent, TaskInfo info) {
        var task = new Task(framework.id(), info);
        framework.tasks.put(task.id(), task);
        agent.tasks.put(task.key(), task);
        state.feed.taskAdded(task);
        return task;
    }

    /** Books copies of shared volumes that a task needs beside those that were offered. */
    void share(Ledger ledger, Resources copies) {
        if (!copies.isEmpty()) {
            state.allocator.share(
                    ledger.framework().id().getValue(), ledger.agent().name(), copies);
        }
    }

    /** Notes a status; a task that ends with it gives its resources back at once, acknowledged or not. */
    void note(Task task, TaskStatus status, TaskState newest) {
        boolean ended = task.note(status, newest);
        state.feed.taskUpdated(task, status);
        if (ended) {
            countEnd(newest);
            recover(task);
        }
    }

    /** Moves a task to the completed ones. */
    void complete(Framework framework, Task task) {
        remove(framework, task);
        remember(framework, task);
    }

    /** Adds a task to the completed ones, of which only so many are kept. */
    void remember(Framework framework, Task task) {
        framework.completedTasks.add(task);
        trim(framework.completedTasks, state.config.maxCompletedTasksPerFramework());
    }

    /** Moves a task of an unreachable agent to the completed ones. */
    void completeUnreachable(Framework framework, Task task) {
        framework.unreachableTasks.remove(task.id());
        remember(framework, task);
    }

    /** Moves a task to those on unreachable agents. */
    void makeUnreachable(Framework framework, Task task) {
        remove(framework, task);
        framework.unreachableTasks.put(task.id(), task);
        trim(framework.unreachableTasks, state.config.maxUnreachableTasksPerFramework());
    }

    void removeExecutor(Agent agent, FrameworkID framework, ExecutorID executor) {
        agent.removeExecutor(framework, executor).ifPresent(info -> recover(agent, framework, info));
    }

    /** A refused task was never in the books, but is counted. */
    void countEnd(TaskState end) {
        if (TaskStates.isTerminal(end)) {
            state.counters.count(end.name().toLowerCase(Locale.ROOT).replaceFirst("task_", "tasks_"));
        }
    }

    private void remove(Framework framework, Task task) {
        if (!task.isTerminal()) {
            recover(task);
        }
        framework.tasks.remove(task.id());
        state.agents.find(task.agent()).ifPresent(agent -> agent.forget(task));
    }

    private void recover(Task task) {
        state.allocator.recover(
                task.framework().getValue(), task.agent().getValue(), task.resources(), Optional.empty());
    }

    private void recover(Agent agent, FrameworkID framework, ExecutorInfo executor) {
        var resources = Resources.of(executor.getResourcesList());
        state.allocator.recover(framework.getValue(), agent.name(), resources, Optional.empty());
    }

    private static void trim(List<Task> tasks, int limit) {
        while (tasks.size() > limit) {
            tasks.remove(0);
        }
    }

    private static void trim(Map<String, Task> tasks, int limit) {
        while (tasks.size() > limit) {
            tasks.remove(tasks.keySet().iterator().next());
        }
    }
}
