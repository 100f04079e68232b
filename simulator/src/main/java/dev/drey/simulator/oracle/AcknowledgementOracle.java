/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * Every update with a uuid is acknowledged, nothing else is, and the end of a task only after it is written down.
 *
 * <p>The same update may come several times, and may be acknowledged as often.
 */
final class AcknowledgementOracle implements Oracle {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Key(String task, String agent, ByteString uuid) {}

    private final Set<Key> everSeen = new LinkedHashSet<>();
    private final Set<Key> endings = new LinkedHashSet<>();
    private final Map<Key, Instant> waiting = new LinkedHashMap<>();
    private int waitingLife;

    @Override
    public void observe(Observation seen, Witness witness, Complaints complaints) {
        if (seen instanceof Observation.Delivered delivered && delivered.event().hasUpdate()) {
            onUpdate(delivered.life(), delivered.event().getUpdate().getStatus(), witness.now());
        } else if (seen instanceof Observation.Called called && called.call().hasAcknowledge()) {
            onAcknowledge(called.call().getAcknowledge(), witness, complaints);
        } else if (seen instanceof Observation.Disconnected || seen instanceof Observation.Ended) {
            waiting.clear();
        }
    }

    @Override
    public void finish(Witness witness, Complaints complaints) {
        waiting.forEach((key, since) -> {
            if (waitingLife == witness.life() && since.plus(PATIENCE).isBefore(witness.now())) {
                complaints.complain(
                        "acknowledges-every-update",
                        "not acknowledged",
                        "an update of " + key.task() + " is not acknowledged since " + since);
            }
        });
    }

    private void onUpdate(int life, TaskStatus status, Instant now) {
        if (status.hasUuid()) {
            var key = new Key(status.getTaskId().getValue(), status.getAgentId().getValue(), status.getUuid());
            everSeen.add(key);
            if (TaskEnds.isTerminal(status.getState())) {
                endings.add(key);
            }
            if (life != waitingLife) {
                waiting.clear();
                waitingLife = life;
            }
            waiting.putIfAbsent(key, now);
        }
    }

    private void onAcknowledge(Call.Acknowledge call, Witness witness, Complaints complaints) {
        String task = call.getTaskId().getValue();
        var key = new Key(task, call.getAgentId().getValue(), call.getUuid());
        waiting.remove(key);
        if (!everSeen.contains(key)) {
            complaints.complain("acknowledges-only-updates", "no such update", "ACKNOWLEDGE of " + task);
        } else if (endings.contains(key) && witness.remembered().contains(task)) {
            complaints.complain(
                    "acknowledge-recorded-first",
                    "acknowledged before written",
                    "the end of " + task + " is acknowledged and not yet written down");
        }
    }
}
