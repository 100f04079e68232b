/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import com.google.protobuf.ByteString;
import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.protocol.Lull;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.resources.Resources;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;

/** An agent in virtual time with a master whose every word the test decides. */
final class AgentRig {
    static final AgentID AGENT = AgentID.newBuilder().setValue("m-S0").build();
    static final FrameworkID FRAMEWORK =
            FrameworkID.newBuilder().setValue("m-0000").build();
    static final Duration PING_TIMEOUT = Duration.ofSeconds(75);

    final TestTimeline timeline = new TestTimeline();
    final ScriptedContainers containers = new ScriptedContainers();
    private final TestChance chance = new TestChance();
    String resources = "disk:9";
    Reconfiguration policy = Reconfiguration.EQUAL;
    AgentModel agent = process(AgentSnapshot.empty());
    boolean checkpoints;
    final List<Duration> attempts = new ArrayList<>();
    int connections;
    private final List<ToMaster> heard = new ArrayList<>();
    private Link<ToAgent> inbox;

    private AgentModel process(AgentSnapshot snapshot) {
        var info = AgentInfo.newBuilder()
                .setHostname("h1")
                .addAllResources(Resources.parse(resources).toList())
                .build();
        var config = AgentConfig.of(info, "127.0.0.1").withPolicy(policy);
        return new AgentModel(config, timeline, chance, containers, snapshot);
    }

    /** An agent that has registered, for a framework that checkpoints. */
    static AgentRig checkpointing() {
        var rig = registered();
        rig.checkpoints = true;
        return rig;
    }

    /** Another process of the agent starts and has to say who it is. */
    ToMaster start(AgentSnapshot snapshot) {
        agent = process(snapshot);
        connect();
        advance(4);
        return heard().get(0);
    }

    /** Another process of the agent starts, recovers and is registered again; what it said is there to be heard. */
    ToMaster.Reregister restart(AgentSnapshot snapshot) {
        agent = process(snapshot);
        connect();
        advance(4);
        var introduction = heard(ToMaster.Reregister.class).get(0);
        tell(new ToAgent.Reregistered(AGENT, PING_TIMEOUT, ToAgent.Missing.NOTHING));
        return introduction;
    }

    AgentRig connect() {
        agent.connected(link -> {
            connections++;
            inbox = link;
            return new MasterEnd();
        });
        return this;
    }

    /** An agent that has registered; what it said so far is forgotten. */
    static AgentRig registered() {
        var rig = new AgentRig().connect();
        rig.timeline.advance(Duration.ofSeconds(1));
        rig.tell(new ToAgent.Registered(AGENT, PING_TIMEOUT));
        rig.heard.clear();
        return rig;
    }

    void tell(ToAgent message) {
        inbox.send(message);
        timeline.settle();
    }

    /** All before the agent gets to anything else. */
    void tellTogether(ToAgent... messages) {
        for (var message : messages) {
            inbox.send(message);
        }
        timeline.settle();
    }

    boolean take(Lull lull) {
        return inbox.take(lull);
    }

    void breakLink() {
        inbox.close();
        timeline.settle();
    }

    void advance(long seconds) {
        timeline.advance(Duration.ofSeconds(seconds));
    }

    /** What the agent said since the last call. */
    List<ToMaster> heard() {
        var copy = List.copyOf(heard);
        heard.clear();
        return copy;
    }

    <M> List<M> heard(Class<M> kind) {
        return heard().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The states of the updates heard since the last call. */
    List<TaskStatus> updates() {
        return heard(ToMaster.Update.class).stream()
                .map(ToMaster.Update::status)
                .toList();
    }

    /** Takes the one update that is there and acknowledges it. */
    TaskStatus acknowledged() {
        var updates = updates();
        if (updates.size() != 1) {
            throw new AssertionError("expected one update, got " + updates);
        }
        acknowledge(updates.get(0).getTaskId().getValue(), updates.get(0).getUuid());
        return updates.get(0);
    }

    void acknowledge(String task, ByteString uuid) {
        tell(new ToAgent.AcknowledgeUpdate(FRAMEWORK, taskId(task), uuid));
    }

    /** A task that has started, with both updates acknowledged. */
    AgentRig running(TaskInfo task, Capability.Type... capabilities) {
        run(task, capabilities);
        containers.of(task.getTaskId().getValue()).events.started();
        acknowledged();
        acknowledged();
        return this;
    }

    void run(TaskInfo task, Capability.Type... capabilities) {
        var framework = framework(capabilities).toBuilder().setCheckpoint(checkpoints);
        tell(new ToAgent.RunTask(framework.build(), task));
    }

    void kill(String task) {
        tell(new ToAgent.KillTask(FRAMEWORK, taskId(task), Optional.empty()));
    }

    static TaskID taskId(String id) {
        return TaskID.newBuilder().setValue(id).build();
    }

    static TaskInfo.Builder task(String id) {
        return TaskInfo.newBuilder()
                .setName(id)
                .setTaskId(taskId(id))
                .setAgentId(AGENT)
                .setCommand(CommandInfo.newBuilder().setValue("sleep 1000"));
    }

    static FrameworkInfo framework(Capability.Type... capabilities) {
        var info = FrameworkInfo.newBuilder().setUser("root").setName("f").setId(FRAMEWORK);
        for (var capability : capabilities) {
            info.addCapabilities(Capability.newBuilder().setType(capability));
        }
        return info.build();
    }

    private final class MasterEnd implements Link<ToMaster> {
        @Override
        public void send(ToMaster message) {
            heard.add(message);
            if (message instanceof ToMaster.Register || message instanceof ToMaster.Reregister) {
                attempts.add(Duration.between(Instant.parse("2026-01-01T00:00:00Z"), timeline.now()));
            }
        }

        @Override
        public void close() {
            heard.clear();
        }
    }
}
