/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * Calls that make the master work for all agents or all tasks are not made all the time. Calls that answer something,
 * such as ACCEPT or ACKNOWLEDGE, may be as many as there is to answer.
 */
final class StormOracle implements Oracle {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST = 60;
    private static final Set<Call.Type> COSTLY =
            EnumSet.of(Call.Type.SUBSCRIBE, Call.Type.REVIVE, Call.Type.SUPPRESS, Call.Type.RECONCILE);

    private final Map<Call.Type, Deque<Instant>> calls = new EnumMap<>(Call.Type.class);
    private int life;

    @Override
    public void observe(Observation seen, Witness witness, Complaints complaints) {
        if (seen instanceof Observation.Called called
                && COSTLY.contains(called.call().getType())) {
            if (called.life() != life) {
                life = called.life();
                calls.clear();
            }
            onCall(called.call().getType(), witness.now(), complaints);
        }
    }

    private void onCall(Call.Type type, Instant now, Complaints complaints) {
        var recent = calls.computeIfAbsent(type, ignored -> new ArrayDeque<>());
        recent.add(now);
        while (recent.peek().plus(WINDOW).isBefore(now)) {
            recent.poll();
        }
        if (recent.size() > MOST) {
            complaints.complain(
                    "no-storm", type.name(), type + " is called " + recent.size() + " times within a minute");
        }
    }
}
