/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Offers are suppressed only while nothing is wanted. A moment between the two is forgiven. */
final class SuppressionOracle implements Oracle {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private int suppressedLife;
    private Optional<Instant> since = Optional.empty();

    @Override
    public void observe(Observation seen, Witness witness, Complaints complaints) {
        if (seen instanceof Observation.Called called) {
            var type = called.call().getType();
            boolean suppressing = type == Call.Type.SUPPRESS
                    || type == Call.Type.SUBSCRIBE
                            && called.call().getSubscribe().getSuppressedRolesCount() > 0;
            if (suppressing) {
                suppressedLife = called.life();
                since = Optional.empty();
            } else if (type == Call.Type.REVIVE || type == Call.Type.SUBSCRIBE) {
                suppressedLife = 0;
            }
        } else if ((seen instanceof Observation.Disconnected || seen instanceof Observation.Ended)
                && seen.life() == suppressedLife) {
            suppressedLife = 0;
        }
    }

    @Override
    public void look(Witness witness, Complaints complaints) {
        boolean contradicts =
                suppressedLife > 0 && suppressedLife == witness.life() && witness.unmet() > 0 && !witness.isHindered();
        if (!contradicts) {
            since = Optional.empty();
        } else if (since.isEmpty()) {
            since = Optional.of(witness.now());
        } else if (since.get().plus(PATIENCE).isBefore(witness.now())) {
            complaints.complain(
                    "suppressed-only-when-content",
                    "suppressed",
                    "offers are suppressed and " + witness.unmet() + " more tasks wanted since " + since.get());
        }
    }
}
