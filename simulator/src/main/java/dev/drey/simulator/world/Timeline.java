/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.world;

import java.time.Duration;
import java.time.Instant;

/**
 * The time in which a model lives, and its only way to act later.
 *
 * <p>All actions of one timeline run one after the other, so a model needs no locks. A model never asks another clock:
 * the same model runs in virtual time and in real time.
 */
public interface Timeline {

    Instant now();

    /**
     * Runs {@code action} once {@code delay} has passed; with a zero delay after all that is already due.
     * Actions due at the same instant run in the order in which they were asked for.
     *
     * @param label names the action in traces, for instance {@code "allocation run"}
     */
    Timer after(Duration delay, String label, Runnable action);

    /** Runs {@code action} after all that is already due. */
    default void soon(String label, Runnable action) {
        after(Duration.ZERO, label, action);
    }

    /** A pending action. */
    interface Timer {
        /** Keeps the action from running; harmless if it ran or was cancelled before. */
        void cancel();
    }
}
