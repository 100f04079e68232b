/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Failures in a row of things that have a name, and the waiting times these cause: none after the first failure, then
 * growing ones. It is over when there was no failure for a while.
 *
 * @param <K> the name
 */
final class CrashLoops<K extends Comparable<K>> {
    /* Workers that were started together fail together: failures while it waits already are the same wave. */
    private static final int MOST_REMEMBERED = 10_000;

    private final BackOff waits;
    private final Duration stable;
    private final TreeMap<K, Streak> streaks = new TreeMap<>();

    /** So many failures, the last one at this time and for this reason, and nothing before {@code until}. */
    record Streak(int failures, Instant last, Instant until, String reason) {}

    CrashLoops(BackOff waits, Duration stable) {
        this.waits = waits;
        this.stable = stable;
    }

    /** Returns whether it has to wait because of that. */
    boolean failed(Instant now, K name, String reason) {
        streaks.values().removeIf(streak -> isOver(now, streak));
        var before = streaks.get(name);
        if (before != null && before.until().isAfter(now)) {
            return false;
        }
        var failures = before == null ? 1 : before.failures() + 1;
        var until = failures == 1 ? now : now.plus(waits.after(failures - 2));
        if (before != null || streaks.size() < MOST_REMEMBERED) {
            streaks.put(name, new Streak(failures, now, until, reason));
        }
        return until.isAfter(now);
    }

    /** What this one waits for, if it has to. */
    Optional<Streak> waiting(Instant now, K name) {
        return Optional.ofNullable(streaks.get(name))
                .filter(streak -> streak.until().isAfter(now));
    }

    private boolean isOver(Instant now, Streak streak) {
        return !streak.until().plus(stable).isAfter(now);
    }
}
