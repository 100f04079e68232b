/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import static dev.drey.simulator.agent.Statuses.fromAgent;
import static dev.drey.simulator.agent.Statuses.fromExecutor;

import dev.drey.simulator.agent.Containers.Container;
import dev.drey.simulator.agent.Containers.Sandbox;
import dev.drey.simulator.world.Timeline.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/**
 * One command task and its executor, which has the same id.
 *
 * <pre>
 * in         on                             goes to    and
 * LAUNCHING  STARTED                        RUNNING    STARTING, RUNNING
 * LAUNCHING  STARTED_IN_VAIN                LINGERING  STARTING, FAILED (no command)
 * LAUNCHING  LAUNCH_FAILED, LAUNCH_TOO_SLOW LINGERING  FAILED
 * LAUNCHING  REFUSED                        LINGERING  DROPPED or LOST
 * LAUNCHING  KILL                           LINGERING  KILLED, container destroyed
 * LAUNCHING  SHUTDOWN                       LINGERING  FAILED, container destroyed
 * RUNNING    KILL, SHUTDOWN                 KILLING    KILLING if the framework knows it, SIGTERM
 * RUNNING    EXPIRY                         EXPIRED    container destroyed
 * RUNNING    EXIT                           LINGERING  FINISHED or FAILED
 * KILLING    SHUTDOWN                       KILLING    grace may get shorter
 * KILLING    EXIT                           LINGERING  KILLED, whatever the exit status
 * EXPIRED    EXIT                           LINGERING  FAILED
 * any before TERMINATED                     LINGERING  FAILED, or GONE or LOST; container destroyed
 * LINGERING  LINGERED                       GONE       the id is free again
 * </pre>
 */
final class CommandExecutor implements AgentExecutor {

    private enum Phase {
        LAUNCHING,
        RUNNING,
        KILLING,
        EXPIRED,
        LINGERING,
        GONE
    }

    private enum Happening {
        STARTED,
        STARTED_IN_VAIN,
        LAUNCH_FAILED,
        LAUNCH_TOO_SLOW,
        REFUSED,
        KILL,
        SHUTDOWN,
        EXPIRY,
        EXIT,
        TERMINATED,
        LINGERED
    }

    /** What an event says beyond its name. */
    private record Detail(String message, int waitStatus, Optional<Termination> termination) {
        static final Detail NONE = new Detail("", 0);

        Detail(String message, int waitStatus) {
            this(message, waitStatus, Optional.empty());
        }
    }

    private static final BiConsumer<CommandExecutor, Detail> NOTHING = (executor, detail) -> {};

    private static final Transitions<Phase, Happening, BiConsumer<CommandExecutor, Detail>> TABLE = new Transitions<>(
                    Phase.class, Happening.class, NOTHING)
            .on(Phase.LAUNCHING, Happening.STARTED, Phase.RUNNING, CommandExecutor::reportRunning)
            .on(Phase.LAUNCHING, Happening.STARTED_IN_VAIN, Phase.LINGERING, CommandExecutor::abort)
            .on(Phase.LAUNCHING, Happening.LAUNCH_FAILED, Phase.LINGERING, CommandExecutor::failLaunch)
            .on(Phase.LAUNCHING, Happening.LAUNCH_TOO_SLOW, Phase.LINGERING, CommandExecutor::failLaunch)
            .on(Phase.LAUNCHING, Happening.REFUSED, Phase.LINGERING, CommandExecutor::drop)
            .on(Phase.LAUNCHING, Happening.KILL, Phase.LINGERING, CommandExecutor::killDuringLaunch)
            .on(Phase.LAUNCHING, Happening.SHUTDOWN, Phase.LINGERING, CommandExecutor::terminate)
            .on(Phase.RUNNING, Happening.KILL, Phase.KILLING, CommandExecutor::startKill)
            .on(Phase.RUNNING, Happening.SHUTDOWN, Phase.KILLING, CommandExecutor::startShutdown)
            .on(Phase.RUNNING, Happening.EXPIRY, Phase.EXPIRED, CommandExecutor::expire)
            .on(Phase.RUNNING, Happening.EXIT, Phase.LINGERING, CommandExecutor::reportEnd)
            .on(Phase.KILLING, Happening.SHUTDOWN, Phase.KILLING, CommandExecutor::signalShutdown)
            .on(Phase.KILLING, Happening.EXIT, Phase.LINGERING, CommandExecutor::reportKilled)
            .ignoring(Phase.KILLING, Happening.KILL, Happening.EXPIRY)
            .on(Phase.EXPIRED, Happening.EXIT, Phase.LINGERING, CommandExecutor::reportExpired)
            .ignoring(Phase.EXPIRED, Happening.KILL, Happening.SHUTDOWN)
            .on(Phase.LAUNCHING, Happening.TERMINATED, Phase.LINGERING, CommandExecutor::reportTermination)
            .on(Phase.RUNNING, Happening.TERMINATED, Phase.LINGERING, CommandExecutor::reportTermination)
            .on(Phase.KILLING, Happening.TERMINATED, Phase.LINGERING, CommandExecutor::reportTermination)
            .on(Phase.EXPIRED, Happening.TERMINATED, Phase.LINGERING, CommandExecutor::reportTermination)
            .ignoring(Phase.LINGERING, Happening.TERMINATED)
            .ignoring(Phase.GONE, Happening.TERMINATED)
            .on(Phase.LINGERING, Happening.LINGERED, Phase.GONE, CommandExecutor::leave)
            .ignoring(Phase.LINGERING, Happening.STARTED, Happening.STARTED_IN_VAIN, Happening.LAUNCH_FAILED)
            .ignoring(Phase.LINGERING, Happening.REFUSED, Happening.KILL, Happening.SHUTDOWN, Happening.EXIT)
            .ignoring(Phase.GONE, Happening.STARTED, Happening.STARTED_IN_VAIN, Happening.LAUNCH_FAILED)
            .ignoring(Phase.GONE, Happening.REFUSED, Happening.KILL, Happening.SHUTDOWN, Happening.EXIT);

    /* An executor kills its task a little before the agent would destroy the container, so that KILLED gets out. */
    private static final Duration SHUTDOWN_MARGIN = Duration.ofSeconds(1);

    private Host host;
    private AgentFramework framework;
    private final TaskInfo task;
    private final String containerId;
    private final Checkup checkup;
    private Container container;
    private Phase phase = Phase.LAUNCHING;
    private Timer patience = () -> {};
    private Timer completion = () -> {};
    private Timer end = () -> {};

    CommandExecutor(Host host, AgentFramework framework, TaskInfo task) {
        this.host = host;
        this.framework = framework;
        this.task = task;
        this.containerId = host.newContainerId();
        this.checkup = new Checkup(() -> this.host, task, this::reportChecked, () -> on(Happening.KILL, Detail.NONE));
    }

    void launch() {
        var sandbox = new Sandbox(id(), containerId, Optional.empty());
        container = host.launch(framework, sandbox, task.getCommand(), task, new Outcome());
        patience = host.after(
                host.delays().executorRegistration(),
                "executor registration timeout of " + id(),
                () -> on(Happening.LAUNCH_TOO_SLOW, "Container launch took too long and was given up"));
    }

    @Override
    public String id() {
        return task.getTaskId().getValue();
    }

    @Override
    public String containerId() {
        return containerId;
    }

    @Override
    public Optional<ExecutorInfo> info() {
        return Optional.empty();
    }

    /* The command executor takes no kill policy from the kill itself, only from its task. */
    @Override
    public void kill(String taskId, Optional<Duration> grace) {
        on(Happening.KILL, Detail.NONE);
    }

    @Override
    public void shutdown() {
        on(Happening.SHUTDOWN, Detail.NONE);
    }

    @Override
    public void terminate(Termination why) {
        on(Happening.TERMINATED, new Detail(why.message(), 0, Optional.of(why)));
    }

    /* It has its task from the start. */
    @Override
    public boolean isEnding() {
        return true;
    }

    @Override
    public boolean outlivesAgent() {
        return phase != Phase.LAUNCHING;
    }

    @Override
    public void destroy() {
        phase = Phase.GONE;
        checkup.stop();
        patience.cancel();
        completion.cancel();
        end.cancel();
        container.destroy();
    }

    @Override
    public boolean isOn(Host other) {
        return host == other;
    }

    @Override
    public void attach(Host newHost, AgentFramework newFramework) {
        host = newHost;
        framework = newFramework;
    }

    private void on(Happening happening, String message) {
        on(happening, new Detail(message, 0));
    }

    private void on(Happening happening, Detail detail) {
        var step = TABLE.step(phase, happening);
        var before = phase;
        phase = step.to();
        if (phase != Phase.LAUNCHING && phase != Phase.RUNNING) {
            checkup.stop();
        }
        step.action().accept(this, detail);
        if (phase == Phase.LINGERING && before != Phase.LINGERING) {
            linger();
        }
    }

    private void reportRunning(Detail detail) {
        patience.cancel();
        report(TaskState.TASK_STARTING, Optional.empty(), "");
        report(TaskState.TASK_RUNNING, Optional.empty(), "");
        checkup.start(container);
        Times.maxCompletion(task)
                .ifPresent(limit -> completion =
                        host.after(limit, "max completion time of " + id(), () -> on(Happening.EXPIRY, Detail.NONE)));
    }

    private void reportChecked(Reason reason) {
        report(TaskState.TASK_RUNNING, Optional.of(reason), "");
    }

    private void abort(Detail detail) {
        report(TaskState.TASK_STARTING, Optional.empty(), "");
        reportByAgent(TaskState.TASK_FAILED, Reason.REASON_EXECUTOR_TERMINATED, "The command has no value to run");
        container.destroy();
    }

    private void failLaunch(Detail detail) {
        reportByAgent(TaskState.TASK_FAILED, Reason.REASON_CONTAINER_LAUNCH_FAILED, detail.message());
        container.destroy();
    }

    private void drop(Detail detail) {
        reportByAgent(framework.droppedState(), Reason.REASON_EXECUTOR_TERMINATED, detail.message());
    }

    private void killDuringLaunch(Detail detail) {
        reportByAgent(TaskState.TASK_KILLED, Reason.REASON_TASK_KILLED_DURING_LAUNCH, "Killed before it was started");
        container.destroy();
    }

    private void terminate(Detail detail) {
        reportByAgent(TaskState.TASK_FAILED, Reason.REASON_EXECUTOR_TERMINATED, "Executor was shut down");
        container.destroy();
    }

    private void startKill(Detail detail) {
        announceKill();
        signal(detail);
    }

    private void startShutdown(Detail detail) {
        announceKill();
        signalShutdown(detail);
    }

    private void announceKill() {
        if (framework.announcesKilling()) {
            report(TaskState.TASK_KILLING, Optional.empty(), "");
        }
    }

    private void signal(Detail detail) {
        container.kill(Times.killGrace(task).orElse(host.delays().killGrace()));
    }

    private void signalShutdown(Detail detail) {
        var grace = host.delays().executorShutdownGrace().minus(SHUTDOWN_MARGIN);
        container.kill(grace.isNegative() ? Duration.ZERO : grace);
    }

    private void expire(Detail detail) {
        container.kill(Duration.ZERO);
    }

    private void reportEnd(Detail detail) {
        var state = detail.waitStatus() == 0 ? TaskState.TASK_FINISHED : TaskState.TASK_FAILED;
        report(state, Optional.empty(), Statuses.ending(detail.waitStatus()));
    }

    private void reportKilled(Detail detail) {
        report(TaskState.TASK_KILLED, Optional.empty(), Statuses.ending(detail.waitStatus()));
    }

    private void reportExpired(Detail detail) {
        var reason = Optional.of(Reason.REASON_MAX_COMPLETION_TIME_REACHED);
        report(TaskState.TASK_FAILED, reason, Statuses.ending(detail.waitStatus()));
    }

    private void reportTermination(Detail detail) {
        var why = detail.termination().orElseThrow();
        host.report(framework, Statuses.terminated(id(), id(), why.state(framework), why));
        container.destroy();
    }

    private void linger() {
        patience.cancel();
        completion.cancel();
        end = host.after(
                host.delays().linger(), "executor " + id() + " ends", () -> on(Happening.LINGERED, Detail.NONE));
    }

    private void leave(Detail detail) {
        host.gone(framework, this);
    }

    private void report(TaskState state, Optional<Reason> reason, String message) {
        var status = fromExecutor(id(), id(), state);
        reason.ifPresent(status::setReason);
        checkup.describe(status);
        if (!message.isEmpty()) {
            status.setMessage(message);
        }
        host.report(framework, host.located(status, Statuses.containerId(containerId), container.pid()));
    }

    private void reportByAgent(TaskState state, Reason reason, String message) {
        host.report(framework, fromAgent(id(), id(), state, reason, message));
    }

    private final class Outcome implements Containers.Events {
        @Override
        public void started() {
            on(task.getCommand().hasValue() ? Happening.STARTED : Happening.STARTED_IN_VAIN, Detail.NONE);
        }

        @Override
        public void launchFailed(String message) {
            on(Happening.LAUNCH_FAILED, message);
        }

        @Override
        public void refused(String message) {
            on(Happening.REFUSED, message);
        }

        @Override
        public void terminated(Termination why) {
            terminate(why);
        }

        @Override
        public void exited(int status) {
            on(Happening.EXIT, new Detail("", status));
        }
    }
}
