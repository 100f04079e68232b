/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import com.google.protobuf.ByteString;
import dev.drey.simulator.master.allocator.FrameworkProfile;
import dev.drey.simulator.world.Timeline.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;

/** A framework as the master knows it. */
final class Framework {
    final Map<String, Task> tasks = new LinkedHashMap<>();
    final Map<String, Task> unreachableTasks = new LinkedHashMap<>();
    final List<Task> completedTasks = new ArrayList<>();
    final Map<ByteString, PendingOperation> operations = new LinkedHashMap<>();
    final Instant registered;

    FrameworkInfo info;
    OfferConstraints constraints = OfferConstraints.getDefaultInstance();
    State state;
    Optional<Instant> reregistered = Optional.empty();
    Optional<Instant> unregistered = Optional.empty();
    Optional<Timer> failover = Optional.empty();

    private Optional<BufferedStream> stream = Optional.empty();
    private Optional<Timer> heartbeat = Optional.empty();

    /** How a framework stands to the master. */
    enum State {
        /** Known from agents or from its own claim; never subscribed here. */
        RECOVERED,
        /** Subscribed. */
        CONNECTED,
        /** Was subscribed; its failover timeout runs. */
        DISCONNECTED,
        /** Removed for good. */
        COMPLETED
    }

    Framework(FrameworkInfo info, State state, Instant registered) {
        this.info = info;
        this.state = state;
        this.registered = registered;
    }

    FrameworkID id() {
        return info.getId();
    }

    boolean isConnected() {
        return state == State.CONNECTED;
    }

    boolean isPartitionAware() {
        return has(Capability.Type.PARTITION_AWARE);
    }

    boolean has(Capability.Type capability) {
        return FrameworkProfile.capabilitiesOf(info).contains(capability);
    }

    SortedSet<String> roles() {
        return FrameworkProfile.rolesOf(info);
    }

    /** The operation of that id, if it is not both ended and acknowledged. */
    Optional<PendingOperation> operation(OperationID id) {
        return operations.values().stream()
                .filter(known -> known.isTold() && known.info().getId().equals(id))
                .findFirst();
    }

    /** The id of the live subscription. */
    Optional<String> streamId() {
        return stream.map(BufferedStream::id);
    }

    /** Sends an event; lost if the framework is not connected. */
    void send(Event event) {
        stream.ifPresent(open -> open.send(event));
    }

    void open(BufferedStream newStream) {
        stream = Optional.of(newStream);
    }

    void setHeartbeat(Timer next) {
        heartbeat = Optional.of(next);
    }

    /** Closes the stream after what was sent. */
    void closeStream() {
        stream.ifPresent(BufferedStream::close);
        forgetStream();
    }

    /** The stream broke. */
    void loseStream() {
        stream.ifPresent(BufferedStream::breakOff);
        forgetStream();
    }

    /** The master process died. */
    void cutStream() {
        stream.ifPresent(BufferedStream::cut);
        forgetStream();
    }

    private void forgetStream() {
        heartbeat.ifPresent(Timer::cancel);
        heartbeat = Optional.empty();
        stream = Optional.empty();
    }
}
