/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import static dev.drey.simulator.agent.Statuses.fromExecutor;

import dev.drey.simulator.agent.Containers.Container;
import dev.drey.simulator.agent.Containers.Sandbox;
import dev.drey.simulator.world.Timeline.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskResourceLimitation;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/**
 * One task of a default executor, in a container of its own inside that of the executor.
 *
 * <pre>
 * in         on             goes to    and
 * LAUNCHING  STARTED        RUNNING    RUNNING
 * LAUNCHING  LAUNCH_FAILED  FAILED     FAILED
 * LAUNCHING  KILL           KILLED     KILLING if the framework knows it, KILLED; container destroyed
 * RUNNING    KILL           KILLING    KILLING if the framework knows it, SIGTERM
 * RUNNING    EXPIRY         EXPIRED    container destroyed
 * RUNNING    EXIT           FINISHED or FAILED, and so reported
 * KILLING    KILL           KILLING    grace may get shorter
 * KILLING    EXIT           KILLED     KILLED
 * EXPIRED    EXIT           FAILED     FAILED
 * any before LIMIT          FAILED     FAILED; container destroyed
 * </pre>
 */
final class NestedTask {

    private enum Phase {
        LAUNCHING,
        RUNNING,
        KILLING,
        EXPIRED,
        ENDED
    }

    private enum Happening {
        STARTED,
        LAUNCH_FAILED,
        KILL,
        EXPIRY,
        LIMIT,
        EXIT
    }

    private record Detail(String message, int waitStatus, Optional<Duration> grace, Optional<Termination> termination) {
        static final Detail NONE = new Detail("", 0, Optional.empty());

        Detail(String message, int waitStatus, Optional<Duration> grace) {
            this(message, waitStatus, grace, Optional.empty());
        }
    }

    /** Told once, when the task has ended. */
    interface Listener {
        void ended(NestedTask task, boolean finished);
    }

    private static final BiConsumer<NestedTask, Detail> NOTHING = (task, detail) -> {};

    private static final Transitions<Phase, Happening, BiConsumer<NestedTask, Detail>> TABLE = new Transitions<>(
                    Phase.class, Happening.class, NOTHING)
            .on(Phase.LAUNCHING, Happening.STARTED, Phase.RUNNING, NestedTask::reportRunning)
            .on(Phase.LAUNCHING, Happening.LAUNCH_FAILED, Phase.ENDED, NestedTask::failLaunch)
            .on(Phase.LAUNCHING, Happening.KILL, Phase.ENDED, NestedTask::killDuringLaunch)
            .on(Phase.RUNNING, Happening.KILL, Phase.KILLING, NestedTask::startKill)
            .on(Phase.RUNNING, Happening.EXPIRY, Phase.EXPIRED, NestedTask::expire)
            .on(Phase.RUNNING, Happening.EXIT, Phase.ENDED, NestedTask::reportEnd)
            .on(Phase.KILLING, Happening.KILL, Phase.KILLING, NestedTask::signal)
            .ignoring(Phase.KILLING, Happening.EXPIRY)
            .on(Phase.KILLING, Happening.EXIT, Phase.ENDED, NestedTask::reportKilled)
            .ignoring(Phase.EXPIRED, Happening.KILL)
            .on(Phase.EXPIRED, Happening.EXIT, Phase.ENDED, NestedTask::reportExpired)
            .on(Phase.LAUNCHING, Happening.LIMIT, Phase.ENDED, NestedTask::reportLimit)
            .on(Phase.RUNNING, Happening.LIMIT, Phase.ENDED, NestedTask::reportLimit)
            .on(Phase.KILLING, Happening.LIMIT, Phase.ENDED, NestedTask::reportLimit)
            .on(Phase.EXPIRED, Happening.LIMIT, Phase.ENDED, NestedTask::reportLimit)
            .ignoring(Phase.ENDED, Happening.LIMIT)
            .ignoring(Phase.ENDED, Happening.STARTED, Happening.LAUNCH_FAILED, Happening.KILL, Happening.EXIT);

    private Host host;
    private AgentFramework framework;
    private final AgentExecutor executor;
    private final TaskInfo task;
    private final String containerId;
    private final Listener listener;
    private final Checkup checkup;
    private Container container;
    private Phase phase = Phase.LAUNCHING;
    private Timer completion = () -> {};
    private Optional<TaskResourceLimitation> limitation = Optional.empty();

    NestedTask(Host host, AgentFramework framework, AgentExecutor executor, TaskInfo task, Listener listener) {
        this.host = host;
        this.framework = framework;
        this.executor = executor;
        this.task = task;
        this.listener = listener;
        this.containerId = host.newContainerId();
        this.checkup = new Checkup(() -> this.host, task, this::reportChecked, () -> kill(Optional.empty()));
    }

    void launch() {
        report(TaskState.TASK_STARTING, Optional.empty(), "");
        var sandbox = new Sandbox(executor.id(), executor.containerId(), Optional.of(containerId));
        container = host.launch(framework, sandbox, task.getCommand(), task, new Outcome());
    }

    String id() {
        return task.getTaskId().getValue();
    }

    TaskInfo info() {
        return task;
    }

    boolean hasEnded() {
        return phase == Phase.ENDED;
    }

    void kill(Optional<Duration> grace) {
        on(Happening.KILL, new Detail("", 0, grace));
    }

    /** Ends at once and tells nobody. */
    void destroy() {
        if (!hasEnded()) {
            phase = Phase.ENDED;
            checkup.stop();
            completion.cancel();
            container.destroy();
        }
    }

    void attach(Host newHost, AgentFramework newFramework) {
        host = newHost;
        framework = newFramework;
    }

    private void on(Happening happening, Detail detail) {
        var step = TABLE.step(phase, happening);
        phase = step.to();
        if (phase != Phase.LAUNCHING && phase != Phase.RUNNING) {
            checkup.stop();
        }
        step.action().accept(this, detail);
    }

    private void reportRunning(Detail detail) {
        report(TaskState.TASK_RUNNING, Optional.empty(), "");
        checkup.start(container);
        Times.maxCompletion(task)
                .ifPresent(limit -> completion =
                        host.after(limit, "max completion time of " + id(), () -> on(Happening.EXPIRY, Detail.NONE)));
    }

    private void reportChecked(Reason reason) {
        report(TaskState.TASK_RUNNING, Optional.of(reason), "");
    }

    private void failLaunch(Detail detail) {
        end(TaskState.TASK_FAILED, Optional.of(Reason.REASON_CONTAINER_LAUNCH_FAILED), detail.message());
    }

    private void killDuringLaunch(Detail detail) {
        announceKill();
        container.destroy();
        end(TaskState.TASK_KILLED, Optional.empty(), "Killed before it was started");
    }

    private void startKill(Detail detail) {
        announceKill();
        signal(detail);
    }

    private void announceKill() {
        if (framework.announcesKilling()) {
            report(TaskState.TASK_KILLING, Optional.empty(), "");
        }
    }

    private void signal(Detail detail) {
        container.kill(detail.grace()
                .or(() -> Times.killGrace(task))
                .orElse(host.delays().killGrace()));
    }

    private void expire(Detail detail) {
        container.kill(Duration.ZERO);
    }

    private void reportEnd(Detail detail) {
        var state = detail.waitStatus() == 0 ? TaskState.TASK_FINISHED : TaskState.TASK_FAILED;
        end(state, Optional.empty(), Statuses.ending(detail.waitStatus()));
    }

    private void reportKilled(Detail detail) {
        end(TaskState.TASK_KILLED, Optional.empty(), Statuses.ending(detail.waitStatus()));
    }

    private void reportExpired(Detail detail) {
        var reason = Optional.of(Reason.REASON_MAX_COMPLETION_TIME_REACHED);
        end(TaskState.TASK_FAILED, reason, Statuses.ending(detail.waitStatus()));
    }

    /* The executor hears of the end of its nested container, and why; so it is the one who tells. */
    private void reportLimit(Detail detail) {
        container.destroy();
        limitation = detail.termination().flatMap(Termination::limitation);
        end(TaskState.TASK_FAILED, detail.termination().map(Termination::reason), detail.message());
    }

    private void end(TaskState state, Optional<Reason> reason, String message) {
        completion.cancel();
        report(state, reason, message);
        listener.ended(this, state == TaskState.TASK_FINISHED);
    }

    private void report(TaskState state, Optional<Reason> reason, String message) {
        var status = fromExecutor(id(), executor.id(), state);
        reason.ifPresent(status::setReason);
        limitation.ifPresent(status::setLimitation);
        checkup.describe(status);
        if (!message.isEmpty()) {
            status.setMessage(message);
        }
        var id = ContainerID.newBuilder()
                .setValue(containerId)
                .setParent(Statuses.containerId(executor.containerId()))
                .build();
        var pid = container == null ? Optional.<Long>empty() : container.pid();
        host.report(framework, host.located(status, id, pid));
    }

    private final class Outcome implements Containers.Events {
        @Override
        public void started() {
            on(Happening.STARTED, Detail.NONE);
        }

        @Override
        public void launchFailed(String message) {
            on(Happening.LAUNCH_FAILED, new Detail(message, 0, Optional.empty()));
        }

        @Override
        public void refused(String message) {
            launchFailed(message);
        }

        @Override
        public void terminated(Termination why) {
            boolean ownFault = why.state(framework) == TaskState.TASK_FAILED;
            if (ownFault) {
                on(Happening.LIMIT, new Detail(why.message(), 0, Optional.empty(), Optional.of(why)));
            } else {
                executor.terminate(why);
            }
        }

        @Override
        public void exited(int status) {
            on(Happening.EXIT, new Detail("", status, Optional.empty()));
        }
    }
}
