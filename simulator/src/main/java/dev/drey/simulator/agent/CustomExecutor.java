/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import static dev.drey.simulator.agent.Statuses.fromAgent;

import dev.drey.simulator.agent.Containers.Container;
import dev.drey.simulator.agent.Containers.Sandbox;
import dev.drey.simulator.world.Timeline.Timer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/**
 * An executor of the framework's own.
 *
 * <p>Its command is run, but it has no executor API to register at, so its tasks wait until it ends, is killed, or its
 * registration times out.
 */
final class CustomExecutor implements AgentExecutor {
    private static final int KILLED = 9;
    private static final int NEVER_RAN = -1;

    private Host host;
    private AgentFramework framework;
    private final ExecutorInfo info;
    private final String containerId;
    private final Set<String> queued = new LinkedHashSet<>();
    private Container container;
    private Timer patience = () -> {};
    private boolean started;
    private boolean ending;
    private boolean ended;

    CustomExecutor(Host host, AgentFramework framework, ExecutorInfo info) {
        this.host = host;
        this.framework = framework;
        this.info = info;
        this.containerId = host.newContainerId();
    }

    void launch(TaskInfo first) {
        var sandbox = new Sandbox(id(), containerId, Optional.empty());
        container = host.launch(framework, sandbox, info.getCommand(), first, new Outcome());
        var limit = host.delays().executorRegistration();
        patience = host.after(limit, "executor registration timeout of " + id(), this::giveUp);
    }

    void add(TaskInfo task) {
        queued.add(task.getTaskId().getValue());
    }

    @Override
    public String id() {
        return info.getExecutorId().getValue();
    }

    @Override
    public String containerId() {
        return containerId;
    }

    @Override
    public Optional<ExecutorInfo> info() {
        return Optional.of(info);
    }

    @Override
    public void kill(String task, Optional<Duration> grace) {
        if (!queued.remove(task)) {
            return;
        }
        host.report(
                framework,
                fromAgent(
                        task,
                        id(),
                        TaskState.TASK_KILLED,
                        Reason.REASON_TASK_KILLED_DURING_LAUNCH,
                        "Killed before its executor registered"));
        if (queued.isEmpty()) {
            container.destroy();
            end(TaskState.TASK_KILLED, Reason.REASON_EXECUTOR_TERMINATED, "", KILLED);
        }
    }

    @Override
    public void shutdown() {
        ending = true;
        if (started) {
            container.kill(host.delays().executorShutdownGrace());
        } else {
            container.destroy();
            end(TaskState.TASK_FAILED, Reason.REASON_EXECUTOR_TERMINATED, "Executor was shut down", NEVER_RAN);
        }
    }

    @Override
    public void terminate(Termination why) {
        if (!ended) {
            List.copyOf(queued)
                    .forEach(
                            task -> host.report(framework, Statuses.terminated(task, id(), why.state(framework), why)));
            queued.clear();
            container.destroy();
            end(TaskState.TASK_FAILED, why.reason(), why.message(), KILLED);
        }
    }

    @Override
    public boolean isEnding() {
        return ending || ended;
    }

    @Override
    public boolean outlivesAgent() {
        return started;
    }

    @Override
    public void destroy() {
        ended = true;
        patience.cancel();
        container.destroy();
    }

    @Override
    public boolean isOn(Host other) {
        return host == other;
    }

    /* It never registered, so it cannot do so again either. */
    @Override
    public void attach(Host newHost, AgentFramework newFramework) {
        host = newHost;
        framework = newFramework;
        patience.cancel();
        var limit = host.delays().executorReregistration();
        patience = host.after(limit, "executor re-registration timeout of " + id(), this::missed);
    }

    private void missed() {
        container.destroy();
        var reason = Reason.REASON_EXECUTOR_REREGISTRATION_TIMEOUT;
        end(framework.goneState(), reason, "Executor did not re-register in time", KILLED);
    }

    private void giveUp() {
        container.destroy();
        var reason = started ? Reason.REASON_EXECUTOR_REGISTRATION_TIMEOUT : Reason.REASON_CONTAINER_LAUNCH_FAILED;
        end(TaskState.TASK_FAILED, reason, "Executor did not register in time", started ? KILLED : NEVER_RAN);
    }

    private void end(TaskState state, Reason reason, String message, int waitStatus) {
        if (ended) {
            return;
        }
        ended = true;
        patience.cancel();
        List.copyOf(queued).forEach(task -> host.report(framework, fromAgent(task, id(), state, reason, message)));
        queued.clear();
        host.exited(framework, this, waitStatus);
    }

    private final class Outcome implements Containers.Events {
        @Override
        public void started() {
            started = true;
        }

        @Override
        public void launchFailed(String message) {
            end(TaskState.TASK_FAILED, Reason.REASON_CONTAINER_LAUNCH_FAILED, message, NEVER_RAN);
        }

        @Override
        public void refused(String message) {
            end(framework.droppedState(), Reason.REASON_EXECUTOR_TERMINATED, message, NEVER_RAN);
        }

        @Override
        public void terminated(Termination why) {
            terminate(why);
        }

        @Override
        public void exited(int status) {
            end(TaskState.TASK_FAILED, Reason.REASON_EXECUTOR_TERMINATED, Statuses.ending(status), status);
        }
    }
}
