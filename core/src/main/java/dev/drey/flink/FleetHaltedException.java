/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.scheduler.Effect.Halt.Reason;

/** The scheduler stopped by itself, so this process must end: it cannot look after the workers any more. */
public final class FleetHaltedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    FleetHaltedException(Reason reason, String message) {
        super("the Mesos scheduler halted (" + reason + "): " + message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
