/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Tells what the demo does: one line per step with its time, on a terminal with a running clock. */
final class Narrator {
    private final PrintStream out;
    private final boolean terminal;

    Narrator(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void say(String line) {
        out.println(line);
    }

    /** Runs one step and tells how long it took. */
    <T> T step(String what, Callable<T> work) throws Exception {
        Instant started = Instant.now();
        progress(what, started, "");
        T result = work.call();
        done(what, started);
        return result;
    }

    /**
     * Waits until {@code condition} gives a value.
     *
     * @param detail what is still missing, told when the time is up and, on a terminal, while waiting
     * @throws DemoFailure when it took longer than {@code timeout}
     */
    <T> T await(String what, Duration timeout, Supplier<String> detail, Poll<T> condition) throws Exception {
        Instant started = Instant.now();
        while (true) {
            T value = condition.poll();
            if (value != null) {
                done(what, started);
                return value;
            }
            if (Duration.between(started, Instant.now()).compareTo(timeout) > 0) {
                throw new DemoFailure(what + ": not after " + timeout.toSeconds() + " s. " + detail.get());
            }
            progress(what, started, detail.get());
            Pause.brief();
        }
    }

    /** Asked again and again until it gives something else than null. */
    interface Poll<T> {
        T poll() throws Exception;
    }

    private void progress(String what, Instant started, String detail) {
        if (terminal) {
            String line = String.format("  %6.1f s  %s %s", seconds(started), what, detail);
            out.print("\r\033[K" + (line.length() > 118 ? line.substring(0, 118) : line));
            out.flush();
        }
    }

    private void done(String what, Instant started) {
        if (terminal) {
            out.print("\r\033[K");
        }
        out.printf("  %6.1f s  %s%n", seconds(started), what);
    }

    private static double seconds(Instant started) {
        return Duration.between(started, Instant.now()).toMillis() / 1000.0;
    }
}
