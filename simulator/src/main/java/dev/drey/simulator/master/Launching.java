/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.Refusals.Verdict;
import dev.drey.simulator.protocol.ToAgent.RunTask;
import dev.drey.simulator.protocol.ToAgent.RunTaskGroup;
import dev.drey.simulator.resources.ResourceValidation;
import dev.drey.simulator.resources.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Launches the tasks of ACCEPT: those of LAUNCH one by one, those of LAUNCH_GROUP all or none. */
final class Launching {
    private static final TaskStatus.Reason TASK_INVALID = TaskStatus.Reason.REASON_TASK_INVALID;
    private static final TaskStatus.Reason TASK_UNAUTHORIZED = TaskStatus.Reason.REASON_TASK_UNAUTHORIZED;
    private static final TaskStatus.Reason GROUP_UNAUTHORIZED = TaskStatus.Reason.REASON_TASK_GROUP_UNAUTHORIZED;
    private static final TaskStatus.Reason GROUP_INVALID = TaskStatus.Reason.REASON_TASK_GROUP_INVALID;

    private final TaskBook tasks;
    private final Authorization authorization;
    private final Refusals refusals;

    Launching(TaskBook tasks, Authorization authorization, Refusals refusals) {
        this.authorization = authorization;
        this.tasks = tasks;
        this.refusals = refusals;
    }

    void launch(Ledger ledger, Offer.Operation operation) {
        var asked = operation.getLaunch().getTaskInfosList();
        var problem = idProblem(operation).or(() -> syntaxProblem(asked, Optional.empty()));
        if (problem.isPresent()) {
            refusals.refuse(ledger.framework(), asked, Verdict.invalid(TASK_INVALID, problem.get()));
            return;
        }
        asked.forEach(task -> launch(ledger, task));
    }

    private void launch(Ledger ledger, TaskInfo asked) {
        var task = ledger.prepared().task(asked);
        var forbidden = authorization.taskProblem(ledger.framework().info, task);
        if (forbidden.isPresent()) {
            refusals.refuse(ledger.framework(), task, Verdict.invalid(TASK_UNAUTHORIZED, forbidden.get()));
            return;
        }
        var problem = TaskValidation.problem(ledger.workplace(), task);
        if (problem.isPresent()) {
            refusals.refuse(ledger.framework(), task, Verdict.invalid(TASK_INVALID, problem.get()));
            return;
        }
        if (task.hasExecutor()) {
            startExecutor(ledger, task.getExecutor());
        }
        start(ledger, task);
        ledger.agent().send(new RunTask(ledger.framework().info, task));
    }

    void launchGroup(Ledger ledger, Offer.Operation operation) {
        var asked = operation.getLaunchGroup();
        var tasksAsked = asked.getTaskGroup().getTasksList();
        var problem = idProblem(operation).or(() -> syntaxProblem(tasksAsked, Optional.of(asked.getExecutor())));
        if (problem.isPresent()) {
            refusals.refuse(ledger.framework(), tasksAsked, Verdict.invalid(GROUP_INVALID, problem.get()));
            return;
        }
        var executor = ledger.prepared().executor(asked.getExecutor());
        var group = tasksAsked.stream()
                .map(task -> ledger.prepared().task(withExecutor(task, asked.getExecutor())))
                .toList();
        launchGroup(ledger, executor, group);
    }

    private void launchGroup(Ledger ledger, ExecutorInfo executor, List<TaskInfo> group) {
        var forbidden = group.stream()
                .map(task -> authorization.taskProblem(ledger.framework().info, task))
                .flatMap(Optional::stream)
                .findFirst();
        if (forbidden.isPresent()) {
            refusals.refuse(ledger.framework(), group, Verdict.invalid(GROUP_UNAUTHORIZED, forbidden.get()));
            return;
        }
        var problem = TaskGroupValidation.problem(ledger.workplace(), executor, group);
        if (problem.isPresent()) {
            refusals.refuse(ledger.framework(), group, Verdict.invalid(GROUP_INVALID, problem.get()));
            return;
        }
        startExecutor(ledger, executor);
        group.forEach(task -> start(ledger, task));
        ledger.agent()
                .send(new RunTaskGroup(
                        ledger.framework().info,
                        executor,
                        TaskGroupInfo.newBuilder().addAllTasks(group).build()));
    }

    private void startExecutor(Ledger ledger, ExecutorInfo executor) {
        ledger.spend(ledger.workplace().costOf(executor));
        ledger.agent().addExecutor(ledger.framework().id(), executor);
    }

    private void start(Ledger ledger, TaskInfo task) {
        tasks.share(ledger, ledger.spend(Resources.of(task.getResourcesList())));
        tasks.add(ledger.framework(), ledger.agent(), task);
    }

    private static TaskInfo withExecutor(TaskInfo task, ExecutorInfo executor) {
        return task.hasExecutor()
                ? task
                : task.toBuilder().setExecutor(executor).build();
    }

    private static Optional<String> idProblem(Offer.Operation operation) {
        return operation.hasId() ? Optional.of("Operation ids are not allowed for launches") : Optional.empty();
    }

    /* Bad resources anywhere refuse all tasks of the operation. */
    private static Optional<String> syntaxProblem(List<TaskInfo> asked, Optional<ExecutorInfo> groupExecutor) {
        var all = new ArrayList<Resource>();
        groupExecutor.ifPresent(executor -> all.addAll(executor.getResourcesList()));
        for (TaskInfo task : asked) {
            all.addAll(task.getResourcesList());
            all.addAll(task.getExecutor().getResourcesList());
        }
        return ResourceValidation.problem(all);
    }
}
