/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/**
 * Takes up what the last process of an agent left behind.
 *
 * <p>Executors that are still there report to this process from now on, first what they could not tell before. The
 * tasks of those that have ended meanwhile have FAILED, even if they ended well: their last word is lost with them.
 */
final class Recovery {
    private final Host host;
    private final AgentFrameworks frameworks;
    private final UpdateStreams updates;

    Recovery(Host host, AgentFrameworks frameworks, UpdateStreams updates) {
        this.host = host;
        this.frameworks = frameworks;
        this.updates = updates;
    }

    /** Returns whether there are executors, for which a real agent waits before it registers. */
    boolean from(AgentSnapshot snapshot) {
        snapshot.agent().ifPresent(host::named);
        snapshot.drain().ifPresent(host.draining()::start);
        updates.restore(snapshot.updates());
        snapshot.frameworks().forEach(this::adopt);
        return !frameworks.areIdle();
    }

    private void adopt(AgentFramework left) {
        var framework = frameworks.learn(left.info());
        left.executors().forEach(framework::add);
        left.tasks().forEach(task -> framework.assign(task.info(), task.executor()));
        left.executors().forEach(executor -> executor.attach(host, framework));
        for (var status : left.held()) {
            if (hasExecutor(framework, status.getTaskId().getValue())) {
                host.accept(framework, status);
            }
        }
        for (var task : framework.tasks()) {
            var id = task.info().getTaskId().getValue();
            if (!hasExecutor(framework, id) && !hasEnded(framework, id)) {
                fail(framework, id, task.executor().id());
            }
        }
    }

    private void fail(AgentFramework framework, String task, String executor) {
        var message = "The executor ended while the agent was away";
        var status =
                Statuses.fromAgent(task, executor, TaskState.TASK_FAILED, Reason.REASON_EXECUTOR_TERMINATED, message);
        host.report(framework, status);
    }

    private static boolean hasExecutor(AgentFramework framework, String task) {
        return framework
                .task(task)
                .flatMap(assigned -> framework
                        .executor(assigned.executor().id())
                        .filter(executor -> executor == assigned.executor()))
                .isPresent();
    }

    private boolean hasEnded(AgentFramework framework, String task) {
        Optional<TaskStatus> latest =
                updates.stream(new TaskKey(framework.id(), task)).map(UpdateStream::latest);
        return latest.filter(status -> States.isTerminal(status.getState())).isPresent();
    }
}
