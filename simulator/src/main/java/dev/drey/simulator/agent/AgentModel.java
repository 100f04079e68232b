/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.world.Chance;
import dev.drey.simulator.world.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/**
 * A Mesos agent as one state machine: registers with the master, runs what it is told to run, and reports what becomes
 * of it until each report is acknowledged.
 *
 * <p>All methods are called on the agent's timeline.
 */
public final class AgentModel {
    private final AgentConfig config;
    private final Registration registration;
    private final UpdateStreams updates;
    private final AgentFrameworks frameworks = new AgentFrameworks();
    private final Operations operations;
    private final Host host;
    private final Inventory inventory;
    private final Intake intake;
    private final Dispatch dispatch;
    private List<Resource> oversubscribed = List.of();
    private boolean recovering;
    private boolean shutDown;
    private Optional<MasterDial> waiting = Optional.empty();

    /** An agent that never ran before. */
    public AgentModel(AgentConfig config, Timeline timeline, Chance chance, Containers containers) {
        this(config, timeline, chance, containers, AgentSnapshot.empty());
    }

    /**
     * A new process of an agent. The containers must be those that the process before it had.
     *
     * @throws IllegalArgumentException if the policy of {@code config} does not allow what has changed
     */
    public AgentModel(
            AgentConfig config, Timeline timeline, Chance chance, Containers containers, AgentSnapshot snapshot) {
        this.config = config;
        this.registration = new Registration(
                timeline, chance, config.delays(), this::introduction, this::receive, this::onUnregistered);
        this.updates = new UpdateStreams(timeline, config.delays(), registration::send);
        var world = new Host.World(timeline, chance, containers);
        this.host = new Host(config, world, registration, updates, frameworks);
        this.operations = new Operations(host, config.total(), registration::send);
        this.inventory = new Inventory(frameworks, updates);
        this.intake = new Intake(host, frameworks, operations);
        this.dispatch = handlers();
        var left = snapshot.fitting(config);
        operations.restore(left);
        recovering = new Recovery(host, frameworks, updates).from(left);
        if (recovering) {
            timeline.after(config.delays().executorReregistration(), "agent has recovered", this::recovered);
        }
    }

    /** A master leads and can be reached so: the agent connects and registers there, and leaves any other. */
    public void connected(MasterDial master) {
        if (recovering) {
            waiting = Optional.of(master);
        } else if (!shutDown) {
            registration.connected(master);
        }
    }

    /** No master is known any more. Tasks go on; the agent waits for {@link #connected}. */
    public void disconnected() {
        waiting = Optional.empty();
        registration.disconnected();
    }

    /** The process dies at once. Executors of frameworks that checkpoint live on, all others die with it. */
    public AgentSnapshot crash() {
        shutDown = true;
        recovering = false;
        disconnected();
        updates.pause();
        operations.stop();
        host.die();
        var surviving = new ArrayList<AgentFramework>();
        for (var framework : frameworks.all()) {
            if (!framework.isTerminating()) {
                framework.orphan();
                framework.executors().forEach(executor -> host.giveUpLater(framework, executor));
                surviving.add(framework);
            }
        }
        surviving.removeIf(framework -> !framework.info().getCheckpoint());
        return snapshot(surviving);
    }

    /** What is written to the work directory by now. */
    public AgentCheckpoint checkpoint() {
        var kept = frameworks.all().stream()
                .filter(framework -> framework.info().getCheckpoint() && !framework.isTerminating())
                .toList();
        return snapshot(kept).checkpoint(config.info());
    }

    private AgentSnapshot snapshot(List<AgentFramework> kept) {
        var names = kept.stream().map(AgentFramework::id).collect(Collectors.toCollection(LinkedHashSet::new));
        return new AgentSnapshot(
                Optional.of(config.info()),
                host.agentId(),
                Optional.of(operations.total()),
                kept,
                updates.of(names),
                operations.pending(),
                host.draining().order());
    }

    /** Leaves the master for good and shuts everything down, as a real agent does on SIGUSR1. */
    public void shutDown() {
        host.agentId().ifPresent(id -> registration.send(new ToMaster.Unregister(id)));
        stop();
    }

    /** The QoS controller needs what an executor uses of revocable resources; unknown executors are ignored. */
    public void preempt(FrameworkID framework, ExecutorID executor) {
        var why = new Termination(Termination.Cause.PREEMPTED, "The container is preempted", List.of());
        frameworks
                .find(framework)
                .flatMap(known -> known.executor(executor.getValue()))
                .ifPresent(known -> known.terminate(why));
    }

    /** The resource estimator finds that so much more can be used for a while, instead of what it found before. */
    public void oversubscribe(List<Resource> revocable) {
        boolean news = !Resources.of(oversubscribed).equals(Resources.of(revocable));
        oversubscribed = List.copyOf(revocable);
        if (news) {
            registration.send(new ToMaster.Oversubscribed(oversubscribed));
        }
    }

    private List<Resource> total() {
        return Resources.of(operations.total())
                .plus(Resources.of(oversubscribed))
                .toList();
    }

    /** Whether the agent was shut down, by its operator or by the master. It never registers again. */
    public boolean isShutDown() {
        return shutDown;
    }

    /** Whether something it started still runs. */
    public boolean hasExecutors() {
        return !frameworks.areIdle();
    }

    /** The id the master gave it. */
    public Optional<AgentID> id() {
        return host.agentId();
    }

    /** All there is to see, as of now. */
    public AgentView view() {
        return new AgentView(info(), registration.isRegistered(), total(), inventory.view());
    }

    private void recovered() {
        if (recovering) {
            recovering = false;
            waiting.ifPresent(this::connected);
            waiting = Optional.empty();
        }
    }

    private Dispatch handlers() {
        return new Dispatch()
                .on(ToAgent.Registered.class, this::onRegistered)
                .on(ToAgent.Reregistered.class, this::onReregistered)
                .on(ToAgent.Ping.class, registration::pinged)
                .on(ToAgent.RunTask.class, intake::runTask)
                .on(ToAgent.RunTaskGroup.class, intake::runTaskGroup)
                .on(ToAgent.KillTask.class, this::onKillTask)
                .on(ToAgent.AcknowledgeUpdate.class, this::onAcknowledgeUpdate)
                .on(ToAgent.ShutdownExecutor.class, this::onShutdownExecutor)
                .on(ToAgent.ShutdownFramework.class, this::onShutdownFramework)
                .on(ToAgent.UpdateFramework.class, this::onUpdateFramework)
                .on(ToAgent.ExecutorMessage.class, this::onExecutorMessage)
                .on(ToAgent.ApplyOperation.class, operations::apply)
                .on(ToAgent.AcknowledgeOperation.class, message -> operations.acknowledge(message.uuid()))
                .on(ToAgent.Drain.class, this::onDrain)
                .on(ToAgent.Shutdown.class, message -> stop())
                .checked();
    }

    private void receive(ToAgent message) {
        var admission = message instanceof ToAgent.Registered || message instanceof ToAgent.Ping;
        if (!shutDown && (admission || host.agentId().isPresent())) {
            dispatch.handle(message);
        }
    }

    private AgentInfo info() {
        var info = config.info().toBuilder();
        host.agentId().ifPresent(info::setId);
        return info.build();
    }

    private ToMaster introduction() {
        if (host.agentId().isEmpty()) {
            return new ToMaster.Register(info(), total(), config.software());
        }
        return new ToMaster.Reregister(info(), total(), config.software(), inventory.holdings(operations.known()));
    }

    private void onUnregistered() {
        updates.pause();
    }

    private void onRegistered(ToAgent.Registered message) {
        if (host.agentId().filter(own -> !own.equals(message.agent())).isPresent()) {
            stop();
            return;
        }
        host.named(message.agent());
        admitted(message.pingTimeout());
    }

    private void onReregistered(ToAgent.Reregistered message) {
        admitted(message.pingTimeout());
        message.missing().tasks().forEach(this::dropIfUnknown);
        message.missing().operations().forEach(operations::dropIfUnknown);
    }

    private void admitted(Duration pingTimeout) {
        registration.admitted(pingTimeout);
        updates.resume();
        operations.resend();
    }

    private void dropIfUnknown(ToAgent.MissingTask missing) {
        var framework = frameworks.find(missing.framework()).orElseGet(() -> frameworks.unknown(missing.framework()));
        var task = missing.task().getValue();
        if (!inventory.knows(framework, task)) {
            var state = missing.partitionAware() ? TaskState.TASK_DROPPED : TaskState.TASK_LOST;
            var message = "The task is unknown to the agent";
            host.report(framework, Statuses.fromAgent(task, state, Reason.REASON_RECONCILIATION, message));
        }
    }

    private void onKillTask(ToAgent.KillTask message) {
        var framework = frameworks.find(message.framework()).orElseGet(() -> frameworks.unknown(message.framework()));
        var id = message.task().getValue();
        var known = framework.task(id);
        if (known.isPresent()) {
            known.get().executor().kill(id, message.policy().flatMap(Times::grace));
        } else if (!inventory.knows(framework, id)) {
            var status = Statuses.fromAgent(
                    id, framework.droppedState(), Reason.REASON_EXECUTOR_TERMINATED, "No executor runs this task");
            host.report(framework, status);
        }
    }

    private void onAcknowledgeUpdate(ToAgent.AcknowledgeUpdate message) {
        var key = new TaskKey(message.framework().getValue(), message.task().getValue());
        updates.acknowledge(key, message.uuid())
                .filter(status -> States.isTerminal(status.getState()))
                .ifPresent(status -> frameworks
                        .find(message.framework())
                        .ifPresent(framework -> framework.complete(key.task(), status)));
    }

    private void onShutdownExecutor(ToAgent.ShutdownExecutor message) {
        frameworks
                .find(message.framework())
                .flatMap(framework -> framework.executor(message.executor().getValue()))
                .ifPresent(AgentExecutor::shutdown);
    }

    private void onShutdownFramework(ToAgent.ShutdownFramework message) {
        frameworks.find(message.framework()).ifPresent(this::terminate);
        updates.drop(message.framework().getValue());
    }

    private void terminate(AgentFramework framework) {
        framework.terminate();
        framework.executors().forEach(AgentExecutor::shutdown);
        frameworks.removeIfIdle(framework);
    }

    private void onUpdateFramework(ToAgent.UpdateFramework message) {
        frameworks.learn(message.framework());
        updates.resend();
        operations.resend();
    }

    /* No executor here takes messages: the built-in ones ignore them, and custom ones cannot register. */
    private void onExecutorMessage(ToAgent.ExecutorMessage message) {}

    private void onDrain(ToAgent.Drain message) {
        host.draining().start(message);
        for (var framework : frameworks.all()) {
            for (var task : framework.tasks()) {
                var own = Times.killGrace(task.info()).orElse(config.delays().killGrace());
                var grace = message.maxGracePeriod()
                        .filter(max -> max.compareTo(own) < 0)
                        .orElse(own);
                task.executor().kill(task.info().getTaskId().getValue(), Optional.of(grace));
            }
        }
        host.draining().endIfIdle(frameworks);
    }

    private void stop() {
        if (!shutDown) {
            shutDown = true;
            registration.disconnected();
            frameworks.all().forEach(this::terminate);
        }
    }
}
