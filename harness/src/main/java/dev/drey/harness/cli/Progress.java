/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells how far a long work is, how fast it goes and how long it will take. One line that is written over. */
final class Progress {
    private static final long EVERY_NANOS = Duration.ofMillis(500).toNanos();

    private final PrintWriter err;
    private final long all;
    private final long started = System.nanoTime();
    private final boolean interactive = System.console() != null;
    private long last;
    private long done;
    private long failed;

    Progress(PrintWriter err, long all) {
        this.err = err;
        this.all = all;
    }

    void played(boolean good) {
        done++;
        failed += good ? 0 : 1;
        long now = System.nanoTime();
        if (interactive && now - last > EVERY_NANOS) {
            last = now;
            double rate = done / ((now - started) / 1e9);
            err.print(String.format(
                    Locale.ROOT,
                    "\r\033[K%d of %d seeds, %.1f/s, %.0f s to go%s",
                    done,
                    all,
                    rate,
                    (all - done) / rate,
                    failed == 0 ? "" : ", " + failed + " failed"));
            err.flush();
        }
    }

    void end() {
        if (interactive) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
