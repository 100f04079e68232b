/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.master.allocator.FrameworkProfile;
import dev.drey.simulator.protocol.ToAgent.ShutdownFramework;
import dev.drey.simulator.protocol.ToAgent.UpdateFramework;
import dev.drey.simulator.world.Timeline.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * The life of frameworks on one master.
 *
 * <pre>
 *            add                     disconnect                failover timeout
 *  (none) ---------> CONNECTED -------------------> DISCONNECTED -----------> COMPLETED
 *  (none) -> RECOVERED --^  ^-----------------------------+                      ^
 *         recover     activate            activate                   remove -----+ (from any state)
 * </pre>
 */
final class FrameworkLife {
    private final MasterState state;
    private final TaskBook tasks;
    private final Statuses statuses;

    FrameworkLife(MasterState state, TaskBook tasks) {
        this.state = state;
        this.tasks = tasks;
        this.statuses = new Statuses(state);
    }

    /** A framework that was never here. */
    Framework add(FrameworkInfo info, OfferWishes wishes) {
        var framework = new Framework(info, Framework.State.CONNECTED, state.timeline.now());
        framework.constraints = wishes.constraints();
        state.frameworks.add(framework);
        state.allocator.addFramework(profile(info, wishes), true);
        state.feed.frameworkAdded(framework);
        return framework;
    }

    /** A framework that is known by its tasks, or claims to have been here before. */
    Framework recover(FrameworkInfo info) {
        var framework = new Framework(info, Framework.State.RECOVERED, state.timeline.now());
        state.frameworks.add(framework);
        state.allocator.addFramework(profile(info, OfferWishes.NONE), false);
        state.feed.frameworkAdded(framework);
        return framework;
    }

    /** The scheduler of a disconnected or recovered framework is there. */
    void activate(Framework framework) {
        framework.failover.ifPresent(Timer::cancel);
        framework.failover = Optional.empty();
        framework.state = Framework.State.CONNECTED;
        framework.reregistered = Optional.of(state.timeline.now());
        state.allocator.activateFramework(framework.id().getValue());
    }

    /** The stream broke. Without re-subscription within the failover timeout the framework is removed. */
    void disconnect(Framework framework) {
        framework.loseStream();
        framework.state = Framework.State.DISCONNECTED;
        state.offers.discardAllOf(framework);
        state.allocator.deactivateFramework(framework.id().getValue());
        framework.failover = Optional.of(state.timeline.after(
                failoverTimeout(framework.info), "framework failover timeout", () -> remove(framework)));
    }

    /** Takes over new data; offers of roles that are left are rescinded. */
    void update(Framework framework, FrameworkInfo info, OfferWishes wishes) {
        framework.info = info;
        framework.constraints = wishes.constraints();
        state.allocator.updateFramework(profile(info, wishes));
        state.offers.rescindOtherRoles(framework);
        state.feed.frameworkUpdated(framework);
    }

    /** Tells all agents of the framework's data, which makes them send their pending updates again. */
    void publish(Framework framework) {
        state.agents.connected().forEach(agent -> agent.send(new UpdateFramework(framework.info)));
    }

    /** Removes a framework for good: all it has is shut down, and its id cannot be used again. */
    void remove(Framework framework) {
        framework.failover.ifPresent(Timer::cancel);
        framework.closeStream();
        framework.state = Framework.State.COMPLETED;
        framework.unregistered = Optional.of(state.timeline.now());
        state.agents.connected().forEach(agent -> agent.send(new ShutdownFramework(framework.id())));
        state.offers.discardAllOf(framework);
        List.copyOf(framework.tasks.values()).forEach(task -> kill(framework, task));
        List.copyOf(framework.unreachableTasks.values()).forEach(task -> killUnreachable(framework, task));
        for (Agent agent : state.agents.all()) {
            for (ExecutorInfo executor : agent.executorsOf(framework.id())) {
                tasks.removeExecutor(agent, framework.id(), executor.getExecutorId());
            }
        }
        state.allocator.removeFramework(framework.id().getValue());
        state.frameworks.complete(framework);
        state.feed.frameworkRemoved(framework);
    }

    private void kill(Framework framework, Task task) {
        if (!task.isTerminal()) {
            tasks.note(task, removed(task), TaskState.TASK_KILLED);
        }
        tasks.complete(framework, task);
    }

    private void killUnreachable(Framework framework, Task task) {
        task.note(removed(task), TaskState.TASK_KILLED);
        tasks.completeUnreachable(framework, task);
    }

    private TaskStatus removed(Task task) {
        return statuses.of(
                        task.info().getTaskId(),
                        task.agent(),
                        TaskState.TASK_KILLED,
                        TaskStatus.Reason.REASON_FRAMEWORK_REMOVED,
                        "Framework was removed")
                .build();
    }

    private static FrameworkProfile profile(FrameworkInfo info, OfferWishes wishes) {
        return FrameworkProfile.of(info, wishes.suppressedRoles(), wishes.constraints());
    }

    private static Duration failoverTimeout(FrameworkInfo info) {
        double seconds = Math.max(0, info.getFailoverTimeout());
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
