/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.resources.ResourceValidation;
import dev.drey.simulator.resources.Resources;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.TaskInfo;

/** What makes a task valid. */
final class TaskValidation {

    private TaskValidation() {}

    /** For a task of LAUNCH. */
    static Optional<String> problem(Workplace workplace, TaskInfo task) {
        return commonProblem(workplace, task)
                .or(() -> executorProblem(workplace, task))
                .or(() -> cgroupsProblem(task))
                .or(() -> sizeProblem(workplace, task));
    }

    /** What concerns tasks of LAUNCH and of LAUNCH_GROUP alike. */
    static Optional<String> commonProblem(Workplace workplace, TaskInfo task) {
        return idProblem(workplace, task)
                .or(() -> durationProblem(task))
                .or(() -> CheckValidation.problem(task))
                .or(() -> resourcesProblem(task))
                .or(() -> ContainerValidation.commandProblem(task.getCommand()))
                .or(() -> task.hasContainer()
                        ? ContainerValidation.containerProblem(task.getContainer())
                        : Optional.empty())
                .or(() -> limitsProblem(workplace, task));
    }

    private static Optional<String> idProblem(Workplace workplace, TaskInfo task) {
        var id = task.getTaskId().getValue();
        var problem = ResourceValidation.idProblem("task", id);
        if (problem.isPresent()) {
            return problem;
        }
        if (workplace.framework().tasks.containsKey(id)) {
            return Optional.of("Task has duplicate ID: " + id);
        }
        if (workplace.framework().unreachableTasks.containsKey(id)) {
            return Optional.of("Task reuses the ID of an unreachable task: " + id);
        }
        return task.getAgentId().getValue().equals(workplace.agent().name())
                ? Optional.empty()
                : Optional.of("Task uses invalid agent " + task.getAgentId().getValue());
    }

    private static Optional<String> durationProblem(TaskInfo task) {
        if (task.getKillPolicy().getGracePeriod().getNanoseconds() < 0) {
            return Optional.of("Task's 'kill_policy.grace_period' must be non-negative");
        }
        return task.getMaxCompletionTime().getNanoseconds() < 0
                ? Optional.of("Task's 'max_completion_time' must be non-negative")
                : Optional.empty();
    }

    private static Optional<String> resourcesProblem(TaskInfo task) {
        return task.getResourcesCount() == 0
                ? Optional.of("Task uses no resources")
                : ResourceUse.problem(task.getResourcesList());
    }

    private static Optional<String> limitsProblem(Workplace workplace, TaskInfo task) {
        if (task.getLimitsCount() > 0 && !workplace.agent().can(AgentInfo.Capability.Type.TASK_RESOURCE_LIMITS)) {
            return Optional.of("The agent does not support resource limits of tasks");
        }
        var requests = Resources.of(task.getResourcesList()).scalarMillis();
        for (var limit : task.getLimitsMap().entrySet()) {
            var name = limit.getKey();
            double value = limit.getValue().getValue();
            if (!name.equals("cpus") && !name.equals("mem")) {
                return Optional.of("Resource limits are only supported for 'cpus' and 'mem', not for '" + name + "'");
            }
            if (!requests.containsKey(name)) {
                return Optional.of("A limit of '" + name + "' needs a request of it");
            }
            if (!(value * 1000 >= requests.get(name))) {
                return Optional.of("The limit of '" + name + "' is less than the request");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> executorProblem(Workplace workplace, TaskInfo task) {
        if (task.hasCommand() == task.hasExecutor()) {
            return Optional.of("Task should have at least one (but not both) of CommandInfo or ExecutorInfo present");
        }
        if (!task.hasExecutor()) {
            return Optional.empty();
        }
        var executor = task.getExecutor();
        if (executor.getType() == ExecutorInfo.Type.DEFAULT) {
            return Optional.of("A DEFAULT executor cannot be used with LAUNCH");
        }
        return ExecutorValidation.problem(workplace, executor)
                .or(() -> ResourceUse.problem(task.getResourcesList(), executor.getResourcesList()));
    }

    private static Optional<String> cgroupsProblem(TaskInfo task) {
        var linux = task.getContainer().getLinuxInfo();
        return linux.hasShareCgroups() && !linux.getShareCgroups()
                ? Optional.of("Only tasks in a task group may have 'share_cgroups' set to 'false'")
                : Optional.empty();
    }

    private static Optional<String> sizeProblem(Workplace workplace, TaskInfo task) {
        var total = Resources.of(task.getResourcesList());
        if (task.hasExecutor()) {
            total = total.plus(workplace.costOf(task.getExecutor()));
        }
        return workplace.remaining().contains(total)
                ? Optional.empty()
                : Optional.of("Task uses more resources " + total + " than available " + workplace.remaining());
    }
}
