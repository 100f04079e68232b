/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Nothing is called before SUBSCRIBED came, and after it the master is asked what became of the tasks. */
final class SubscriptionOracle implements Oracle {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Set<Integer> subscribed = new LinkedHashSet<>();
    private final Map<Integer, Instant> unreconciled = new TreeMap<>();

    @Override
    public void observe(Observation seen, Witness witness, Complaints complaints) {
        if (seen instanceof Observation.Delivered delivered && delivered.event().getType() == Event.Type.SUBSCRIBED) {
            subscribed.add(seen.life());
            if (!witness.remembered().isEmpty()) {
                unreconciled.put(seen.life(), witness.now());
            }
        } else if (seen instanceof Observation.Disconnected || seen instanceof Observation.Ended) {
            subscribed.remove(seen.life());
            unreconciled.remove(seen.life());
        } else if (seen instanceof Observation.Called called) {
            onCall(called, complaints);
        }
    }

    private void onCall(Observation.Called called, Complaints complaints) {
        var type = called.call().getType();
        if (type == Call.Type.SUBSCRIBE) {
            if (subscribed.contains(called.life())) {
                complaints.complain("subscribes-once", "subscribed again", "SUBSCRIBE is called while subscribed");
            }
            subscribed.remove(called.life());
        } else if (!subscribed.contains(called.life())) {
            complaints.complain("subscribed-first", type.name(), type + " is called while not subscribed");
        } else if (type == Call.Type.RECONCILE) {
            unreconciled.remove(called.life());
        }
    }

    @Override
    public void look(Witness witness, Complaints complaints) {
        if (witness.isHindered()) {
            unreconciled.replaceAll((life, since) -> witness.now());
        }
        unreconciled.forEach((life, since) -> {
            if (life == witness.life() && since.plus(PATIENCE).isBefore(witness.now())) {
                complaints.complain(
                        "reconciles-after-subscribing",
                        "no reconciliation",
                        "subscribed with tasks at " + since + " and asked for none of them since");
            }
        });
    }
}
