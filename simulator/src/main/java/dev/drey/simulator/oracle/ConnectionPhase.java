/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import java.time.Duration;
import java.time.Instant;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** How settled the connection of the framework is: {@code down}, {@code new}, {@code recovered} or {@code steady}. */
final class ConnectionPhase {
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private boolean connected;
    private boolean firstLife = true;
    private Instant since = Instant.MIN;

    void observe(Observation seen, Instant now) {
        if (seen instanceof Observation.Delivered delivered && delivered.event().getType() == Event.Type.SUBSCRIBED) {
            connected = true;
            since = now;
        } else if (seen instanceof Observation.Disconnected) {
            connected = false;
        } else if (seen instanceof Observation.Ended) {
            connected = false;
            firstLife = false;
        }
    }

    String name(Instant now) {
        if (!connected) {
            return "down";
        }
        if (!since.plus(SETTLING).isAfter(now)) {
            return "steady";
        }
        return firstLife ? "new" : "recovered";
    }
}
