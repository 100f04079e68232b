/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: random, up to 500 ms at first, up to twice as long each time, up to 15 s.
 */
final class BackOff {
    private static final long FIRST_MILLIS = 500;
    private static final long CAP_MILLIS = 15_000;

    private final RandomGenerator random;
    private long limitMillis = FIRST_MILLIS;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    Duration next() {
        var wait = Duration.ofMillis(random.nextLong(limitMillis + 1));
        limitMillis = Math.min(CAP_MILLIS, limitMillis * 2);
        return wait;
    }

    void reset() {
        limitMillis = FIRST_MILLIS;
    }
}
