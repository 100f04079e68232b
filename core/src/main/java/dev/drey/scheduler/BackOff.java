/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import java.time.Duration;

/** Waiting times that start at {@code first} and double until {@code cap}. */
public record BackOff(Duration first, Duration cap) {
    private static final int MOST_DOUBLINGS = 30;

    public BackOff {
        if (first.isNegative() || first.isZero() || cap.compareTo(first) < 0) {
            throw new IllegalArgumentException("not a back-off: from " + first + " to " + cap);
        }
    }

    /** How long to wait after this many attempts, the first one being number 0. */
    Duration after(int attempt) {
        var wait = first.multipliedBy(1L << Math.min(attempt, MOST_DOUBLINGS));
        return wait.compareTo(cap) < 0 ? wait : cap;
    }
}
