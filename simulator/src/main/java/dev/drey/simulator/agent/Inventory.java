/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import com.google.protobuf.ByteString;
import dev.drey.simulator.protocol.ToMaster.Holdings;
import dev.drey.simulator.protocol.ToMaster.KnownExecutor;
import dev.drey.simulator.protocol.ToMaster.KnownTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskStatus;

/** What the agent tells others of its frameworks, executors and tasks. Removed frameworks are left out. */
final class Inventory {
    private static final UpdateStream NO_UPDATES = new UpdateStream();

    private final AgentFrameworks frameworks;
    private final UpdateStreams updates;

    Inventory(AgentFrameworks frameworks, UpdateStreams updates) {
        this.frameworks = frameworks;
        this.updates = updates;
    }

    /** Whether a task is here, or has updates here that are still to be acknowledged. */
    boolean knows(AgentFramework framework, String task) {
        return framework.task(task).isPresent()
                || updates.stream(new TaskKey(framework.id(), task)).isPresent();
    }

    Holdings holdings(List<ByteString> operations) {
        return new Holdings(tasks(), executors(), frameworks(), completed(), operations);
    }

    private List<KnownTask> tasks() {
        var known = new ArrayList<KnownTask>();
        for (var framework : present()) {
            for (var task : framework.tasks()) {
                var id = task.info().getTaskId().getValue();
                var stream = updates.stream(new TaskKey(framework.id(), id)).orElse(NO_UPDATES);
                known.add(new KnownTask(framework.frameworkId(), task.info(), stream.forwarded(), stream.latest()));
            }
        }
        return known;
    }

    /* Tasks that ended and were acknowledged, of frameworks that have nothing here any more. */
    private List<KnownTask> completed() {
        return present().stream()
                .filter(framework ->
                        framework.executors().isEmpty() && framework.tasks().isEmpty())
                .flatMap(framework -> framework.completed().stream())
                .toList();
    }

    private List<KnownExecutor> executors() {
        var known = new ArrayList<KnownExecutor>();
        for (var framework : present()) {
            for (var executor : framework.executors()) {
                executor.info().ifPresent(info -> known.add(new KnownExecutor(framework.frameworkId(), info)));
            }
        }
        return known;
    }

    /* The frameworks of these tasks and executors. */
    private List<FrameworkInfo> frameworks() {
        return present().stream()
                .filter(framework -> !framework.tasks().isEmpty() || hasKnownExecutor(framework))
                .map(AgentFramework::info)
                .toList();
    }

    List<AgentView.Framework> view() {
        return frameworks.all().stream()
                .filter(framework -> !framework.executors().isEmpty())
                .map(framework -> new AgentView.Framework(framework.info(), executorsOf(framework)))
                .toList();
    }

    private static boolean hasKnownExecutor(AgentFramework framework) {
        return framework.executors().stream()
                .anyMatch(executor -> executor.info().isPresent());
    }

    private List<AgentFramework> present() {
        return frameworks.all().stream()
                .filter(framework -> !framework.isTerminating())
                .toList();
    }

    private List<AgentView.Executor> executorsOf(AgentFramework framework) {
        return framework.executors().stream()
                .map(executor -> new AgentView.Executor(
                        executor.id(), executor.containerId(), executor.info().isEmpty(), tasksOf(framework, executor)))
                .toList();
    }

    private List<AgentView.Task> tasksOf(AgentFramework framework, AgentExecutor executor) {
        return framework.tasksOf(executor).stream()
                .map(task -> new AgentView.Task(
                        task, latest(framework, task.getTaskId().getValue())))
                .toList();
    }

    private Optional<TaskStatus> latest(AgentFramework framework, String task) {
        return updates.stream(new TaskKey(framework.id(), task))
                .map(UpdateStream::latest)
                .filter(TaskStatus::hasState);
    }
}
