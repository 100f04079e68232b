/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where in its work a scheduler dies. */
public enum CrashPoint {
    /** At once, wherever it is. */
    NOW,
    /** When it is about to write to its store. */
    BEFORE_PERSIST,
    /** When a write is durable and it has not yet heard so. */
    AFTER_PERSIST,
    /** When it is about to send an ACCEPT. */
    BEFORE_SEND,
    /** When it has sent an ACCEPT and has not yet heard what comes of it. */
    AFTER_SEND,
    /** When it is about to acknowledge an update. */
    BEFORE_ACK,
    /** When it has acknowledged an update. */
    AFTER_ACK;

    public static Optional<CrashPoint> named(String text) {
        return Arrays.stream(values())
                .filter(point -> point.toString().equals(text))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
