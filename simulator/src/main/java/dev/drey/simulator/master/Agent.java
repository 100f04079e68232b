/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import com.google.protobuf.ByteString;
import dev.drey.simulator.master.allocator.AgentDescription;
import dev.drey.simulator.master.allocator.Conversion;
import dev.drey.simulator.protocol.AgentSoftware;
import dev.drey.simulator.protocol.Lull;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.world.Timeline.Timer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.AgentInfo.Capability;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.URL;

/** A registered agent. */
final class Agent {
    final Map<Task.Key, Task> tasks = new LinkedHashMap<>();
    final Set<Task.Key> killedTasks = new LinkedHashSet<>();
    /* operations under way, by uuid, with what they hold */
    final Map<ByteString, Conversion> resizes = new LinkedHashMap<>();
    final Instant registered;

    AgentInfo info;
    Resources total;
    AgentSoftware software;
    AgentConnection connection;
    boolean connected = true;
    Optional<Instant> reregistered = Optional.empty();
    Optional<Timer> reregisterTimeout = Optional.empty();
    Optional<Timer> nextPing = Optional.empty();
    Optional<Lull> lull = Optional.empty();
    Optional<Timer> removal = Optional.empty();
    Runnable onLessToDo = () -> {};
    boolean pongAwaited;
    int missedPongs;

    private final SortedMap<String, Map<String, ExecutorInfo>> executors = new TreeMap<>();

    Agent(AgentInfo info, Resources total, AgentSoftware software, AgentConnection connection, Instant registered) {
        this.info = info;
        this.total = total;
        this.software = software;
        this.connection = connection;
        this.registered = registered;
    }

    AgentID id() {
        return info.getId();
    }

    String name() {
        return info.getId().getValue();
    }

    /** What the allocator is to know of it. */
    AgentDescription description() {
        return new AgentDescription(info, software.capabilities());
    }

    boolean can(Capability.Type capability) {
        return software.can(capability);
    }

    URL url() {
        return URL.newBuilder()
                .setScheme("http")
                .setAddress(Addresses.of(connection.address(), info.getHostname()))
                .setPath("/slave(1)")
                .build();
    }

    void send(ToAgent message) {
        connection.toAgent().send(message);
    }

    void addExecutor(FrameworkID framework, ExecutorInfo executor) {
        executors
                .computeIfAbsent(framework.getValue(), key -> new LinkedHashMap<>())
                .put(executor.getExecutorId().getValue(), executor);
    }

    Optional<ExecutorInfo> removeExecutor(FrameworkID framework, ExecutorID executor) {
        var ofFramework = executors.get(framework.getValue());
        return ofFramework == null ? Optional.empty() : Optional.ofNullable(ofFramework.remove(executor.getValue()));
    }

    /** The custom and default executors of a framework here. */
    List<ExecutorInfo> executorsOf(FrameworkID framework) {
        return List.copyOf(
                executors.getOrDefault(framework.getValue(), Map.of()).values());
    }

    Optional<ExecutorInfo> executor(FrameworkID framework, ExecutorID executor) {
        return Optional.ofNullable(
                executors.getOrDefault(framework.getValue(), Map.of()).get(executor.getValue()));
    }

    List<Task> tasksOf(FrameworkID framework) {
        return tasks.values().stream()
                .filter(task -> task.framework().getValue().equals(framework.getValue()))
                .toList();
    }

    /** What tasks that have not ended, and executors, use here, by framework. */
    SortedMap<String, Resources> usedByFramework() {
        var used = new TreeMap<String, Resources>();
        for (Task task : tasks.values()) {
            if (!task.isTerminal()) {
                used.merge(task.framework().getValue(), task.resources(), Resources::plus);
            }
        }
        executors.forEach((framework, running) -> running.values()
                .forEach(
                        executor -> used.merge(framework, Resources.of(executor.getResourcesList()), Resources::plus)));
        return used;
    }

    void forget(Task task) {
        tasks.remove(task.key());
        killedTasks.remove(task.key());
        onLessToDo.run();
    }

    void stopTimers() {
        reregisterTimeout.ifPresent(Timer::cancel);
        lull.ifPresent(Lull::end);
        nextPing.ifPresent(Timer::cancel);
        removal.ifPresent(Timer::cancel);
        removal = Optional.empty();
        reregisterTimeout = Optional.empty();
        nextPing = Optional.empty();
    }
}
