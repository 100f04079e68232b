/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import com.google.protobuf.ByteString;
import dev.drey.simulator.agent.AgentConfig.Delays;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.world.Timeline;
import dev.drey.simulator.world.Timeline.Timer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * Delivers the status updates of all tasks: the head of each stream is sent until it is acknowledged.
 *
 * <p>A head is sent again after 10 s, then after twice that, up to 10 min; each new head starts anew. While the agent
 * is not registered nothing is sent.
 */
final class UpdateStreams {
    private final Timeline timeline;
    private final Delays delays;
    private final Consumer<ToMaster> send;
    private final Map<TaskKey, UpdateStream> streams = new LinkedHashMap<>();
    private final Map<TaskKey, Timer> retries = new LinkedHashMap<>();
    private boolean paused = true;

    UpdateStreams(Timeline timeline, Delays delays, Consumer<ToMaster> send) {
        this.timeline = timeline;
        this.delays = delays;
        this.send = send;
    }

    void add(String framework, TaskStatus status) {
        var key = new TaskKey(framework, status.getTaskId().getValue());
        if (streams.computeIfAbsent(key, ignored -> new UpdateStream()).add(status)) {
            sendHead(key, delays.updateRetry());
        }
    }

    /** Returns the acknowledged update; empty if the uuid is not that of the head. */
    Optional<TaskStatus> acknowledge(TaskKey key, ByteString uuid) {
        var acknowledged = stream(key).flatMap(stream -> stream.acknowledge(uuid));
        acknowledged.ifPresent(status -> {
            cancelRetry(key);
            if (streams.get(key).head().isPresent()) {
                sendHead(key, delays.updateRetry());
            } else if (States.isTerminal(status.getState())) {
                streams.remove(key);
            }
        });
        return acknowledged;
    }

    Optional<UpdateStream> stream(TaskKey key) {
        return Optional.ofNullable(streams.get(key));
    }

    /** What is to be kept of the tasks of some frameworks when the process ends. */
    Map<TaskKey, UpdateStream> of(Set<String> frameworks) {
        var kept = new LinkedHashMap<TaskKey, UpdateStream>();
        streams.forEach((key, stream) -> {
            if (frameworks.contains(key.framework())) {
                kept.put(key, stream);
            }
        });
        return kept;
    }

    /** Goes on where an earlier process ended. */
    void restore(Map<TaskKey, UpdateStream> kept) {
        streams.putAll(kept);
    }

    /** Sends nothing from now on. */
    void pause() {
        paused = true;
        List.copyOf(retries.keySet()).forEach(this::cancelRetry);
    }

    /** Sends all heads now, whenever they were sent before, and goes on from there. */
    void resume() {
        paused = false;
        List.copyOf(streams.keySet()).forEach(key -> sendHead(key, delays.updateRetry()));
    }

    /** As {@link #resume}, but stays silent while paused. */
    void resend() {
        if (!paused) {
            resume();
        }
    }

    /** Forgets all updates of a framework. */
    void drop(String framework) {
        for (var key : List.copyOf(streams.keySet())) {
            if (key.framework().equals(framework)) {
                cancelRetry(key);
                streams.remove(key);
            }
        }
    }

    private void sendHead(TaskKey key, Duration retryAfter) {
        cancelRetry(key);
        var stream = streams.get(key);
        if (paused || stream.head().isEmpty()) {
            return;
        }
        var framework = FrameworkID.newBuilder().setValue(key.framework()).build();
        send.accept(new ToMaster.Update(framework, stream.head().get(), stream.latest()));
        stream.headSent();
        var next = min(retryAfter.multipliedBy(2), delays.updateRetryMax());
        var label = "status update retry of " + key.task();
        retries.put(key, timeline.after(retryAfter, label, () -> sendHead(key, next)));
    }

    private void cancelRetry(TaskKey key) {
        var timer = retries.remove(key);
        if (timer != null) {
            timer.cancel();
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
