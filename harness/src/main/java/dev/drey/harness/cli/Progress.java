/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Tells how far a long work is, how fast it goes and how long it will take: one line that is written over. */
final class Progress {
    /* Where nobody looks on, as in a log, a line now and then. */
    private static final long EVERY_NANOS = Duration.ofMillis(500).toNanos();
    private static final long EVERY_NANOS_IN_A_LOG = Duration.ofSeconds(30).toNanos();

    private final PrintWriter err;
    private final String unit;
    private final Optional<Long> all;
    private final Optional<Duration> limit;
    private final long started = System.nanoTime();
    private final boolean interactive = System.console() != null;
    private long last = started;
    private long done;
    private long failed;

    /**
     * @param all how much there is to do, if that is known
     * @param limit how long it takes at most, if that is limited
     */
    Progress(PrintWriter err, String unit, Optional<Long> all, Optional<Duration> limit) {
        this.err = err;
        this.unit = unit;
        this.all = all;
        this.limit = limit;
    }

    long done() {
        return done;
    }

    Duration spent() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    void played(boolean good) {
        done++;
        failed += good ? 0 : 1;
        long now = System.nanoTime();
        if (now - last > (interactive ? EVERY_NANOS : EVERY_NANOS_IN_A_LOG)) {
            last = now;
            err.print(interactive ? "\r\033[K" + line() : line() + System.lineSeparator());
            err.flush();
        }
    }

    private String line() {
        double rate = done / (spent().toMillis() / 1000.0);
        return String.format(
                Locale.ROOT,
                "%d%s %s, %.1f/s%s%s",
                done,
                all.map(total -> " of " + total).orElse(""),
                unit,
                rate,
                toGo(rate),
                failed == 0 ? "" : ", " + failed + " failed");
    }

    private String toGo(double rate) {
        var byNumber = all.map(total -> (total - done) / rate);
        var byTime = limit.map(most -> most.minus(spent()).toMillis() / 1000.0);
        return byNumber.map(
                        seconds -> byTime.map(other -> Math.min(seconds, other)).orElse(seconds))
                .or(() -> byTime)
                .map(seconds -> String.format(Locale.ROOT, ", %.0f s to go", Math.max(0, seconds)))
                .orElse("");
    }

    void end() {
        if (interactive) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
