/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.scheduler.Effect.Halt.Reason;

/** The scheduler stopped by itself, so this process must end: it cannot look after the workers any more. */
public final class FleetHaltedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /* Without a stack trace: what matters is the sentence, and where it was made says nothing. */
    FleetHaltedException(Reason reason, String message) {
        super("the Mesos scheduler halted (" + reason + "): " + message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
