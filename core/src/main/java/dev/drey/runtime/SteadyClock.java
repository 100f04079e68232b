/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Starts with the time of the system and then only counts on.
 *
 * <p>An operator or NTP may set the system's clock by hours; timeouts that rest on it would all fire at once, and kill
 * workers that are well.
 */
public final class SteadyClock extends Clock {
    private final Instant start;
    private final long startNanos;

    public SteadyClock() {
        start = Instant.now();
        startNanos = System.nanoTime();
    }

    @Override
    public Instant instant() {
        return start.plus(Duration.ofNanos(System.nanoTime() - startNanos));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** An instant has no zone, so there is nothing to change. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
