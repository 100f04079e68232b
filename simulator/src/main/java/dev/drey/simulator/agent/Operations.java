/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import com.google.protobuf.ByteString;
import dev.drey.simulator.protocol.ToAgent.ApplyOperation;
import dev.drey.simulator.protocol.ToAgent.MissingOperation;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.protocol.ToMaster.OperationUpdate;
import dev.drey.simulator.resources.ResourceForm;
import dev.drey.simulator.resources.Resources;
import dev.drey.simulator.world.Timeline.Timer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.Resource;

/**
 * Offer operations the agent has applied. Each is told to the master until it is acknowledged, as often as a status
 * update would be.
 */
final class Operations {
    private final Host host;
    private final Consumer<ToMaster> send;
    private final Map<ByteString, OperationUpdate> pending = new LinkedHashMap<>();
    private final Map<ByteString, Timer> retries = new LinkedHashMap<>();
    private List<Resource> total;

    Operations(Host host, List<Resource> total, Consumer<ToMaster> send) {
        this.host = host;
        this.total = total;
        this.send = send;
    }

    /** All the agent has now. */
    List<Resource> total() {
        return total;
    }

    /** Whether one of these is a reservation or a volume that was never made here. */
    boolean lacks(List<Resource> used) {
        var made = Resources.of(used.stream()
                        .filter(kind -> ResourceForm.isDynamicallyReserved(kind)
                                || kind.getDisk().hasPersistence())
                        .toList())
                .unallocated();
        return !made.isEmpty() && !Resources.of(total).contains(made);
    }

    void apply(ApplyOperation order) {
        total = Resources.of(total)
                .minus(Resources.of(order.consumed()))
                .plus(Resources.of(order.converted()))
                .toList();
        host.destroyVolumes(order.operation().getDestroy().getVolumesList());
        report(order.framework(), order.operation(), order.uuid(), OperationState.OPERATION_FINISHED);
    }

    /** The master believes an operation to be here; if it never came, it was dropped on the way. */
    void dropIfUnknown(MissingOperation missing) {
        if (!known().contains(missing.uuid())) {
            report(missing.framework(), missing.operation(), missing.uuid(), OperationState.OPERATION_DROPPED);
        }
    }

    private void report(FrameworkID framework, Offer.Operation operation, ByteString of, OperationState state) {
        var update = new OperationUpdate(framework, operation, of, state, host.newUuid("operation status"));
        pending.put(update.uuid(), update);
        tell(update.uuid(), host.delays().updateRetry());
    }

    /** The operations that are not acknowledged. */
    List<ByteString> known() {
        return pending.values().stream().map(OperationUpdate::operationUuid).toList();
    }

    void acknowledge(ByteString uuid) {
        pending.remove(uuid);
        var retry = retries.remove(uuid);
        if (retry != null) {
            retry.cancel();
        }
    }

    List<OperationUpdate> pending() {
        return List.copyOf(pending.values());
    }

    /** Goes on where an earlier process ended. */
    void restore(AgentSnapshot snapshot) {
        total = snapshot.total().orElse(total);
        snapshot.operations().forEach(applied -> pending.put(applied.uuid(), applied));
    }

    /** The process dies. */
    void stop() {
        retries.values().forEach(Timer::cancel);
        retries.clear();
    }

    /** Tells everything again that is not acknowledged. */
    void resend() {
        for (var uuid : List.copyOf(pending.keySet())) {
            tell(uuid, host.delays().updateRetry());
        }
    }

    private void tell(ByteString uuid, Duration retryAfter) {
        send.accept(pending.get(uuid));
        var earlier = retries.remove(uuid);
        if (earlier != null) {
            earlier.cancel();
        }
        var twice = retryAfter.multipliedBy(2);
        var max = host.delays().updateRetryMax();
        var next = twice.compareTo(max) < 0 ? twice : max;
        retries.put(uuid, host.after(retryAfter, "operation status retry", () -> tell(uuid, next)));
    }
}
