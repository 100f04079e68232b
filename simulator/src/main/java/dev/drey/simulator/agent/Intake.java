/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import dev.drey.simulator.protocol.ToAgent;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** Takes in the tasks that the master sends, or says why they cannot run here. */
final class Intake {
    private final Host host;
    private final AgentFrameworks frameworks;
    private final Operations operations;

    Intake(Host host, AgentFrameworks frameworks, Operations operations) {
        this.host = host;
        this.frameworks = frameworks;
        this.operations = operations;
    }

    void runTask(ToAgent.RunTask message) {
        var framework = frameworks.learn(message.framework());
        var task = message.task();
        if (framework.isTerminating()) {
            return;
        }
        var id = task.hasExecutor()
                ? task.getExecutor().getExecutorId().getValue()
                : task.getTaskId().getValue();
        if (host.draining().isActive()) {
            refuse(framework, task, id, Reason.REASON_AGENT_DRAINING, "The agent is draining");
        } else if (operations.lacks(task.getResourcesList())) {
            refuse(framework, task, id, Reason.REASON_RESOURCES_UNKNOWN, "The agent does not know what the task uses");
        } else if (task.hasExecutor()) {
            runOnCustomExecutor(framework, task, id);
        } else if (framework.executor(id).isPresent()) {
            refuse(framework, task, id, Reason.REASON_TASK_INVALID, "An executor of this id is still on the agent");
        } else {
            var executor = new CommandExecutor(host, framework, task);
            framework.add(executor);
            framework.assign(task, executor);
            executor.launch();
        }
    }

    private void runOnCustomExecutor(AgentFramework framework, TaskInfo task, String id) {
        var running = framework.executor(id);
        if (running.isPresent() && !(running.get() instanceof CustomExecutor)) {
            refuse(framework, task, id, Reason.REASON_TASK_INVALID, "Another kind of executor has this id");
            return;
        }
        if (running.filter(AgentExecutor::isEnding).isPresent()) {
            refuse(framework, task, id, Reason.REASON_EXECUTOR_TERMINATED, "The executor is ending");
            return;
        }
        var executor = running.map(CustomExecutor.class::cast)
                .orElseGet(() -> new CustomExecutor(host, framework, task.getExecutor()));
        executor.add(task);
        framework.assign(task, executor);
        if (running.isEmpty()) {
            framework.add(executor);
            executor.launch(task);
        }
    }

    void runTaskGroup(ToAgent.RunTaskGroup message) {
        var framework = frameworks.learn(message.framework());
        if (framework.isTerminating()) {
            return;
        }
        var tasks = message.group().getTasksList();
        var id = message.executor().getExecutorId().getValue();
        var running = framework.executor(id);
        if (host.draining().isActive()) {
            tasks.forEach(task -> refuse(framework, task, id, Reason.REASON_AGENT_DRAINING, "The agent is draining"));
        } else if (tasks.stream().anyMatch(task -> operations.lacks(task.getResourcesList()))) {
            tasks.forEach(task -> refuse(
                    framework, task, id, Reason.REASON_RESOURCES_UNKNOWN, "The agent does not know what a task uses"));
        } else if (message.executor().getType() != ExecutorInfo.Type.DEFAULT) {
            tasks.forEach(task -> refuse(
                    framework, task, id, Reason.REASON_EXECUTOR_TERMINATED, "Groups run on the default executor only"));
        } else if (running.filter(executor -> !canTakeGroup(executor)).isPresent()) {
            tasks.forEach(
                    task -> refuse(framework, task, id, Reason.REASON_EXECUTOR_TERMINATED, "The executor is ending"));
        } else {
            var executor = running.map(DefaultExecutor.class::cast)
                    .orElseGet(() -> startDefaultExecutor(framework, message.executor()));
            tasks.forEach(task -> framework.assign(task, executor));
            executor.add(message.group());
        }
    }

    private static boolean canTakeGroup(AgentExecutor executor) {
        return executor instanceof DefaultExecutor && !executor.isEnding();
    }

    private DefaultExecutor startDefaultExecutor(AgentFramework framework, ExecutorInfo info) {
        var executor = new DefaultExecutor(host, framework, info);
        framework.add(executor);
        executor.launch();
        return executor;
    }

    private void refuse(AgentFramework framework, TaskInfo task, String executor, Reason reason, String message) {
        var id = task.getTaskId().getValue();
        host.report(framework, Statuses.fromAgent(id, executor, framework.droppedState(), reason, message));
    }
}
