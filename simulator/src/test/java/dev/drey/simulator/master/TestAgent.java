/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import com.google.protobuf.ByteString;
import dev.drey.simulator.protocol.AgentSoftware;
import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.protocol.ToMaster.KnownTask;
import dev.drey.simulator.resources.AttributeText;
import dev.drey.simulator.resources.Resources;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** An agent that runs no tasks and says of them what a test says. It answers pings unless told not to. */
final class TestAgent {
    final List<ToMaster.KnownExecutor> executors = new ArrayList<>();
    final List<KnownTask> completed = new ArrayList<>();
    final List<ByteString> operations = new ArrayList<>();
    AgentSoftware software = AgentSoftware.of("1.11.0");

    private final TestCluster cluster;
    private final String address;
    private final List<ToAgent> received = new ArrayList<>();
    private final Map<String, KnownTask> tasks = new LinkedHashMap<>();
    private final Map<String, FrameworkInfo> frameworks = new LinkedHashMap<>();
    private AgentInfo info;
    private Resources total;
    private Link<ToMaster> toMaster;
    private boolean answersPings = true;

    TestAgent(TestCluster cluster, int index, String resources, String attributes) {
        this.cluster = cluster;
        this.address = "127.0.0.1:" + (5051 + index);
        this.total = Resources.parse(resources);
        this.info = AgentInfo.newBuilder()
                .setHostname("host-" + index)
                .setPort(5051 + index)
                .addAllResources(total.toList())
                .addAllAttributes(AttributeText.parse(attributes))
                .build();
    }

    void register() {
        connect();
        toMaster.send(new ToMaster.Register(info.toBuilder().clearId().build(), total.toList(), software));
    }

    /** Comes back with all its tasks. */
    TestAgent reregister() {
        connect();
        var holdings = new ToMaster.Holdings(
                List.copyOf(tasks.values()), executors, List.copyOf(frameworks.values()), completed, operations);
        toMaster.send(new ToMaster.Reregister(info, total.toList(), software, holdings));
        cluster.settle();
        return this;
    }

    /** The process dies, or the network says so. */
    TestAgent disconnect() {
        toMaster.close();
        cluster.settle();
        return this;
    }

    TestAgent leave() {
        toMaster.send(new ToMaster.Unregister(id()));
        cluster.settle();
        return this;
    }

    TestAgent silent() {
        answersPings = false;
        return this;
    }

    TestAgent talkative() {
        answersPings = true;
        return this;
    }

    TestAgent forget(String task) {
        tasks.remove(task);
        return this;
    }

    /** What was ordered never came. */
    TestAgent loseOperations() {
        operations.clear();
        total = Resources.of(info.getResourcesList());
        return this;
    }

    /** What the master missed when this agent registered again. */
    ToAgent.Missing missing() {
        return take(ToAgent.Reregistered.class).get(0).missing();
    }

    TestAgent withAttributes(String text) {
        info = info.toBuilder()
                .clearAttributes()
                .addAllAttributes(AttributeText.parse(text))
                .build();
        return this;
    }

    /** All it has from its next registration on. */
    TestAgent withTotal(Resources resources) {
        total = resources;
        info = info.toBuilder()
                .clearResources()
                .addAllResources(resources.toList())
                .build();
        return this;
    }

    TestAgent withDomain(DomainInfo domain) {
        info = info.toBuilder().setDomain(domain).build();
        return this;
    }

    AgentInfo info() {
        return info;
    }

    AgentID id() {
        return info.getId();
    }

    /** The task's state changes; the master is told. */
    TaskStatus update(String task, TaskState state) {
        return update(task, state, state);
    }

    /** An update that is behind: the task is further than what is told. */
    TaskStatus update(String task, TaskState state, TaskState latest) {
        var status = progress(task, state, latest);
        toMaster.send(new ToMaster.Update(
                tasks.get(task).framework(),
                status,
                status.toBuilder().setState(latest).build()));
        cluster.settle();
        return status;
    }

    /** Tells the state again, with more than that. */
    TaskStatus update(String task, TaskState state, UnaryOperator<TaskStatus.Builder> more) {
        var status = more.apply(progress(task, state, state).toBuilder()).build();
        toMaster.send(new ToMaster.Update(tasks.get(task).framework(), status, status));
        cluster.settle();
        return status;
    }

    /** The task's state changes; the master is not told. */
    TaskStatus progress(String task, TaskState state, TaskState latest) {
        var known = tasks.get(task);
        var uuid = cluster.chance.uuid("update");
        var status = TaskStatus.newBuilder()
                .setTaskId(known.task().getTaskId())
                .setAgentId(id())
                .setState(state)
                .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
                .setUuid(ByteString.copyFrom(ByteBuffer.allocate(16)
                        .putLong(uuid.getMostSignificantBits())
                        .putLong(uuid.getLeastSignificantBits())
                        .flip()))
                .build();
        tasks.put(
                task,
                new KnownTask(
                        known.framework(),
                        known.task(),
                        status,
                        status.toBuilder().setState(latest).build()));
        return status;
    }

    void send(ToMaster message) {
        toMaster.send(message);
        cluster.settle();
    }

    <M extends ToAgent> List<M> take(Class<M> type) {
        var taken = received.stream().filter(type::isInstance).map(type::cast).toList();
        received.removeAll(taken);
        return taken;
    }

    private void connect() {
        toMaster = cluster.master().agentConnected(address, new Link<>() {
            @Override
            public void send(ToAgent message) {
                receive(message);
            }

            @Override
            public void close() {
                received.clear();
            }
        });
    }

    private void receive(ToAgent message) {
        received.add(message);
        if (message instanceof ToAgent.Registered registered) {
            info = info.toBuilder().setId(registered.agent()).build();
        } else if (message instanceof ToAgent.RunTask run) {
            add(run.framework(), run.task());
        } else if (message instanceof ToAgent.RunTaskGroup run) {
            run.group().getTasksList().forEach(task -> add(run.framework(), task));
        } else if (message instanceof ToAgent.ApplyOperation operation) {
            total = total.minus(Resources.of(operation.consumed())).plus(Resources.of(operation.converted()));
            operations.add(operation.uuid());
        } else if (message instanceof ToAgent.Ping && answersPings && toMaster != null) {
            toMaster.send(new ToMaster.Pong());
        }
    }

    private void add(FrameworkInfo framework, TaskInfo task) {
        frameworks.put(framework.getId().getValue(), framework);
        tasks.put(
                task.getTaskId().getValue(),
                new KnownTask(
                        framework.getId(), task, TaskStatus.getDefaultInstance(), TaskStatus.getDefaultInstance()));
    }

    Optional<TaskInfo> task(String id) {
        return Optional.ofNullable(tasks.get(id)).map(KnownTask::task);
    }
}
