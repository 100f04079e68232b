/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.resources.Resources;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;

/** What makes a task group valid: one problem anywhere refuses all of it. */
final class TaskGroupValidation {
    private static final double LEAST_CPUS = 0.01;
    private static final double LEAST_MEM = 32;

    private TaskGroupValidation() {}

    static Optional<String> problem(Workplace workplace, ExecutorInfo executor, List<TaskInfo> tasks) {
        if (tasks.isEmpty()) {
            return Optional.of("Task group is empty");
        }
        return executorProblem(workplace, executor)
                .or(() -> duplicateProblem(tasks))
                .or(() -> firstTaskProblem(workplace, executor, tasks))
                .or(() -> portsProblem(executor, tasks))
                .or(() -> sizeProblem(workplace, executor, tasks));
    }

    private static Optional<String> executorProblem(Workplace workplace, ExecutorInfo executor) {
        if (!executor.hasType() || executor.getType() == ExecutorInfo.Type.UNKNOWN) {
            return Optional.of("'ExecutorInfo.type' must be set");
        }
        if (executor.getContainer().getType() == ContainerInfo.Type.DOCKER && executor.hasContainer()) {
            return Optional.of("Docker ContainerInfo is not supported on the executor");
        }
        var resources = Resources.of(executor.getResourcesList());
        if (resources.scalar("cpus") < LEAST_CPUS || resources.scalar("mem") < LEAST_MEM) {
            return Optional.of("Executor uses less than " + LEAST_CPUS + " cpus or " + LEAST_MEM + " MB of mem");
        }
        if (resources.scalar("disk") <= 0) {
            return Optional.of("Executor uses no disk");
        }
        return ExecutorValidation.problem(workplace, executor);
    }

    /* A real master of 1.11 dies of this one. */
    private static Optional<String> duplicateProblem(List<TaskInfo> tasks) {
        var ids = new LinkedHashSet<String>();
        return tasks.stream()
                .map(task -> task.getTaskId().getValue())
                .filter(id -> !ids.add(id))
                .map(id -> "Task group has duplicate ID: " + id)
                .findFirst();
    }

    private static Optional<String> firstTaskProblem(Workplace workplace, ExecutorInfo executor, List<TaskInfo> tasks) {
        return tasks.stream()
                .map(task -> taskProblem(workplace, executor, task)
                        .map(problem -> "Task '" + task.getTaskId().getValue() + "' is invalid: " + problem))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> taskProblem(Workplace workplace, ExecutorInfo executor, TaskInfo task) {
        if (task.getContainer().getType() == ContainerInfo.Type.DOCKER && task.hasContainer()) {
            return Optional.of("Docker ContainerInfo is not supported on the task");
        }
        var health = task.getHealthCheck().getType();
        boolean probesNetwork = health == HealthCheck.Type.HTTP || health == HealthCheck.Type.TCP;
        if (probesNetwork && task.getContainer().getNetworkInfosCount() > 0) {
            return Optional.of("HTTP and TCP health checks are not supported for nested containers with own networks");
        }
        if (!task.getExecutor().equals(executor)) {
            return Optional.of("The executor of the task differs from that of the group");
        }
        return TaskValidation.commonProblem(workplace, task)
                .or(() -> ResourceUse.problem(task.getResourcesList(), executor.getResourcesList()));
    }

    private static Optional<String> portsProblem(ExecutorInfo executor, List<TaskInfo> tasks) {
        var ranges = new ArrayList<Value.Range>(ports(executor.getResourcesList()));
        for (TaskInfo task : tasks) {
            for (Value.Range range : ports(task.getResourcesList())) {
                if (ranges.stream()
                        .anyMatch(other -> other.getBegin() <= range.getEnd() && range.getBegin() <= other.getEnd())) {
                    return Optional.of("Tasks of the group use the same ports");
                }
                ranges.add(range);
            }
        }
        return Optional.empty();
    }

    private static List<Value.Range> ports(List<Resource> resources) {
        return resources.stream()
                .filter(resource -> resource.getName().equals("ports"))
                .flatMap(resource -> resource.getRanges().getRangeList().stream())
                .toList();
    }

    private static Optional<String> sizeProblem(Workplace workplace, ExecutorInfo executor, List<TaskInfo> tasks) {
        var total = workplace.costOf(executor);
        for (TaskInfo task : tasks) {
            total = total.plus(Resources.of(task.getResourcesList()));
        }
        return workplace.remaining().contains(total)
                ? Optional.empty()
                : Optional.of("Task group uses more resources " + total + " than available " + workplace.remaining());
    }
}
