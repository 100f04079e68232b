/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import com.google.protobuf.ByteString;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskStatus;

/** The status updates of one task: first in, first out, each held until it is acknowledged. */
final class UpdateStream {
    private final Deque<TaskStatus> pending = new ArrayDeque<>();
    private TaskStatus latest = TaskStatus.getDefaultInstance();
    private TaskStatus forwarded = TaskStatus.getDefaultInstance();

    /** A stream as it was written down. */
    static UpdateStream of(List<TaskStatus> pending, TaskStatus latest, TaskStatus forwarded) {
        var stream = new UpdateStream();
        stream.pending.addAll(pending);
        stream.latest = latest;
        stream.forwarded = forwarded;
        return stream;
    }

    /** The stream as it is to be written down. */
    AgentCheckpoint.Updates checkpoint(TaskKey key) {
        return new AgentCheckpoint.Updates(key.framework(), key.task(), List.copyOf(pending), latest, forwarded);
    }

    /** Adds an update and tells whether it is the one to be sent now. */
    boolean add(TaskStatus status) {
        pending.addLast(status);
        latest = status;
        return pending.size() == 1;
    }

    Optional<TaskStatus> head() {
        return Optional.ofNullable(pending.peekFirst());
    }

    void headSent() {
        forwarded = pending.getFirst();
    }

    /** Takes the head off if {@code uuid} is its own; any other uuid changes nothing. */
    Optional<TaskStatus> acknowledge(ByteString uuid) {
        if (head().filter(head -> head.getUuid().equals(uuid)).isEmpty()) {
            return Optional.empty();
        }
        forwarded = pending.removeFirst();
        return Optional.of(forwarded);
    }

    /** The newest status, maybe still waiting; the default instance if there never was one. */
    TaskStatus latest() {
        return latest;
    }

    /** The head if it was sent, else the last acknowledged update; the default instance if nothing was ever sent. */
    TaskStatus forwarded() {
        return forwarded;
    }
}
