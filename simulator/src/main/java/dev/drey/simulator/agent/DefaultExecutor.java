/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import static dev.drey.simulator.agent.Statuses.fromAgent;

import dev.drey.simulator.world.Timeline.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/**
 * The built-in executor of task groups. A group lives and dies together: once one of its tasks was killed or failed,
 * the rest is killed; groups do not affect each other. After the last task the executor ends.
 */
final class DefaultExecutor implements AgentExecutor {
    private static final int ENDED_WELL = 0;
    private static final int KILLED = 9;

    private Host host;
    private AgentFramework framework;
    private final ExecutorInfo info;
    private final String containerId;
    private final List<TaskGroupInfo> queued = new ArrayList<>();
    private final List<List<NestedTask>> groups = new ArrayList<>();
    private boolean registered;
    private boolean ending;
    private boolean shutDown;
    private Timer next = () -> {};

    DefaultExecutor(Host host, AgentFramework framework, ExecutorInfo info) {
        this.host = host;
        this.framework = framework;
        this.info = info;
        this.containerId = host.newContainerId();
    }

    /** Starts the executor itself; groups wait until it is there. */
    void launch() {
        next = host.after(Duration.ZERO, "executor " + id() + " registers", this::register);
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

    /* All there is goes with its container. */
    @Override
    public void terminate(Termination why) {
        queued.forEach(group -> group.getTasksList().forEach(task -> report(task, why)));
        queued.clear();
        for (var nested : running()) {
            report(nested.info(), why);
            nested.destroy();
        }
        if (!ending) {
            ending = true;
            next = host.after(Duration.ZERO, "executor " + id() + " ends", () -> host.exited(framework, this, KILLED));
        }
    }

    private void report(TaskInfo task, Termination why) {
        host.report(framework, Statuses.terminated(idOf(task), id(), why.state(framework), why));
    }

    @Override
    public boolean isEnding() {
        return ending || shutDown;
    }

    void add(TaskGroupInfo group) {
        if (registered) {
            start(group);
        } else {
            queued.add(group);
        }
    }

    @Override
    public void kill(String task, Optional<Duration> grace) {
        for (var group : List.copyOf(queued)) {
            if (group.getTasksList().stream().anyMatch(one -> idOf(one).equals(task))) {
                killDuringLaunch(group);
            }
        }
        running().stream().filter(nested -> nested.id().equals(task)).forEach(nested -> nested.kill(grace));
    }

    /* The first group brings the executor; without it there is none for those that wait behind it. */
    private void killDuringLaunch(TaskGroupInfo group) {
        boolean first = queued.indexOf(group) == 0;
        queued.remove(group);
        report(group, TaskState.TASK_KILLED, Reason.REASON_TASK_KILLED_DURING_LAUNCH, "Killed before it was started");
        if (first) {
            giveUp(framework.droppedState(), "The executor was not started");
        }
        endIfIdle();
    }

    private void giveUp(TaskState state, String message) {
        queued.forEach(group -> report(group, state, Reason.REASON_EXECUTOR_TERMINATED, message));
        queued.clear();
    }

    private void report(TaskGroupInfo group, TaskState state, Reason reason, String message) {
        group.getTasksList()
                .forEach(task -> host.report(framework, fromAgent(idOf(task), id(), state, reason, message)));
    }

    @Override
    public void shutdown() {
        shutDown = true;
        var grace = Optional.of(host.delays().executorShutdownGrace());
        giveUp(TaskState.TASK_FAILED, "Executor was shut down");
        running().forEach(nested -> nested.kill(grace));
        endIfIdle();
    }

    @Override
    public boolean outlivesAgent() {
        return registered;
    }

    @Override
    public void destroy() {
        next.cancel();
        queued.clear();
        groups.forEach(group -> group.forEach(NestedTask::destroy));
    }

    @Override
    public boolean isOn(Host other) {
        return host == other;
    }

    @Override
    public void attach(Host newHost, AgentFramework newFramework) {
        host = newHost;
        framework = newFramework;
        groups.forEach(group -> group.forEach(task -> task.attach(newHost, newFramework)));
    }

    private void register() {
        registered = true;
        var waiting = List.copyOf(queued);
        queued.clear();
        waiting.forEach(this::start);
    }

    private void start(TaskGroupInfo group) {
        var members = group.getTasksList().stream()
                .map(task -> new NestedTask(host, framework, this, task, this::ended))
                .toList();
        groups.add(members);
        members.forEach(NestedTask::launch);
    }

    private void ended(NestedTask task, boolean finished) {
        var group = groups.stream().filter(members -> members.contains(task)).findFirst();
        if (!finished) {
            group.stream()
                    .flatMap(List::stream)
                    .filter(member -> !member.hasEnded())
                    .forEach(member -> member.kill(Optional.empty()));
        }
        endIfIdle();
    }

    private void endIfIdle() {
        if (!ending && queued.isEmpty() && running().isEmpty()) {
            ending = true;
            var delay = registered ? host.delays().linger() : Duration.ZERO;
            next = host.after(delay, "executor " + id() + " ends", () -> host.exited(framework, this, ENDED_WELL));
        }
    }

    private List<NestedTask> running() {
        return groups.stream()
                .flatMap(List::stream)
                .filter(member -> !member.hasEnded())
                .toList();
    }

    private static String idOf(TaskInfo task) {
        return task.getTaskId().getValue();
    }
}
