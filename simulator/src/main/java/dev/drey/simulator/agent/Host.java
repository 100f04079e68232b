/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import com.google.protobuf.ByteString;
import dev.drey.simulator.agent.Containers.Container;
import dev.drey.simulator.agent.Containers.Launch;
import dev.drey.simulator.agent.Containers.Sandbox;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.world.Chance;
import dev.drey.simulator.world.Timeline;
import dev.drey.simulator.world.Timeline.Timer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;

/** What the agent offers to those who run tasks on it: time, containers, and a way to tell the master. */
final class Host {
    private final AgentConfig config;
    private final Timeline timeline;
    private final Chance chance;
    private final Containers containers;
    private final Registration registration;
    private final UpdateStreams updates;
    private final Draining draining;
    private final AgentFrameworks frameworks;
    private Optional<AgentID> agentId = Optional.empty();
    private boolean dead;

    Host(
            AgentConfig config,
            World world,
            Registration registration,
            UpdateStreams updates,
            AgentFrameworks frameworks) {
        this.config = config;
        this.timeline = world.timeline();
        this.chance = world.chance();
        this.containers = world.containers();
        this.registration = registration;
        this.updates = updates;
        this.draining = new Draining();
        this.frameworks = frameworks;
    }

    /** What the agent lives in. */
    record World(Timeline timeline, Chance chance, Containers containers) {}

    AgentConfig.Delays delays() {
        return config.delays();
    }

    Draining draining() {
        return draining;
    }

    Optional<AgentID> agentId() {
        return agentId;
    }

    void named(AgentID id) {
        agentId = Optional.of(id);
    }

    /** The agent's process has died: what executors report from now on is held back for the next one. */
    void die() {
        dead = true;
    }

    /** An executor that outlived the process of its agent does not wait for ever for the next one. */
    void giveUpLater(AgentFramework framework, AgentExecutor executor) {
        var limit = config.delays().executorRecovery();
        timeline.after(limit, "executor " + executor.id() + " gives up on its agent", () -> {
            if (executor.isOn(this)) {
                executor.destroy();
                framework.gone(executor);
            }
        });
    }

    Instant now() {
        return timeline.now();
    }

    void destroyVolumes(List<Resource> volumes) {
        containers.destroyVolumes(volumes);
    }

    Timer after(Duration delay, String label, Runnable action) {
        return timeline.after(delay, label, action);
    }

    String newContainerId() {
        return chance.uuid("container id").toString();
    }

    Container launch(
            AgentFramework framework, Sandbox sandbox, CommandInfo command, TaskInfo task, Containers.Events events) {
        var agent = agentId.orElseThrow().getValue();
        return containers.launch(new Launch(agent, framework.info(), sandbox, command, task), events);
    }

    /** Reports a status: gives it a uuid, this time and this agent, and puts it behind earlier ones of its task. */
    void report(AgentFramework framework, TaskStatus.Builder status) {
        if (framework.isTerminating()) {
            return;
        }
        var now = timeline.now();
        status.setUuid(newUuid("status update"))
                .setTimestamp(now.getEpochSecond() + now.getNano() / 1e9)
                .setAgentId(agentId.orElseThrow());
        if (dead) {
            framework.hold(status);
        } else {
            accept(framework, status);
        }
    }

    /** Takes a status that is complete. */
    void accept(AgentFramework framework, TaskStatus.Builder status) {
        draining.explain(framework, status);
        updates.add(framework.id(), status.build());
    }

    ByteString newUuid(String label) {
        var uuid = chance.uuid(label);
        var bytes =
                ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        return ByteString.copyFrom(bytes.flip());
    }

    /** Tells where a task runs, as part of what its executor reports. */
    TaskStatus.Builder located(TaskStatus.Builder status, ContainerID id, Optional<Long> pid) {
        var container = Statuses.onHostNetwork(id, config.ip());
        pid.ifPresent(value -> container.setExecutorPid(value.intValue()));
        return status.setContainerStatus(container);
    }

    /** The executor is gone from this agent. */
    void gone(AgentFramework framework, AgentExecutor executor) {
        framework.gone(executor);
        if (dead) {
            return;
        }
        frameworks.removeIfIdle(framework);
        draining.endIfIdle(frameworks);
    }

    /** Tells the master that an executor it knows of has ended. */
    void exited(AgentFramework framework, AgentExecutor executor, int waitStatus) {
        gone(framework, executor);
        var id = ExecutorID.newBuilder().setValue(executor.id()).build();
        registration.send(new ToMaster.ExecutorExited(framework.frameworkId(), agentId.orElseThrow(), id, waitStatus));
    }
}
