/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Failures in a row of things that have a name, and the waiting times these cause: none after the first failure, then
 * growing ones. It is over when there was no failure for a while; that there was one may be remembered for longer.
 *
 * @param <K> the name
 */
final class CrashLoops<K extends Comparable<K>> {
    /* Workers that were started together fail together: failures while it waits already are the same wave. */
    private static final int MOST_REMEMBERED = 10_000;

    private final BackOff waits;
    private final Duration stable;
    private final Duration memory;
    private final TreeMap<K, Streak> streaks = new TreeMap<>();

    /** So many failures in a row, the last one at this time, nothing before {@code until}, for this reason. */
    record Streak(int failures, Instant last, Instant until, String reason) {}

    /** @param memory for how long {@link #lately} tells of a failure */
    CrashLoops(BackOff waits, Duration stable, Duration memory) {
        this.waits = waits;
        this.stable = stable;
        this.memory = memory;
    }

    /** Returns whether it has to wait because of that. */
    boolean failed(Instant now, K name, String reason) {
        var before = before(now, name);
        if (before.until().isAfter(now)) {
            put(name, new Streak(before.failures(), now, before.until(), before.reason()));
            return false;
        }
        var failures = before.failures() + 1;
        var until = failures == 1 ? now : now.plus(waits.after(failures - 2));
        put(name, new Streak(failures, now, until, reason));
        return until.isAfter(now);
    }

    /** It failed, but not so that anything should wait. */
    void noted(Instant now, K name, String reason) {
        var before = before(now, name);
        put(name, new Streak(before.failures(), now, before.until(), reason));
    }

    /** What this one waits for, if it has to. */
    Optional<Streak> waiting(Instant now, K name) {
        return Optional.ofNullable(streaks.get(name))
                .filter(streak -> streak.until().isAfter(now));
    }

    /** Those that failed a short while ago, whether they wait or not. */
    Set<K> lately(Instant now) {
        var names = new LinkedHashSet<K>();
        streaks.forEach((name, streak) -> {
            if (streak.last().plus(memory).isAfter(now)) {
                names.add(name);
            }
        });
        return names;
    }

    /** The streak this one is in, or one of no failures. */
    Streak known(Instant now, K name) {
        return Optional.ofNullable(streaks.get(name)).orElse(new Streak(0, now, now, ""));
    }

    private Streak before(Instant now, K name) {
        streaks.values().removeIf(streak -> isOver(now, streak) && isForgotten(now, streak));
        var known = streaks.get(name);
        return known == null || isOver(now, known) ? new Streak(0, now, now, "") : known;
    }

    private void put(K name, Streak streak) {
        if (streaks.containsKey(name) || streaks.size() < MOST_REMEMBERED) {
            streaks.put(name, streak);
        }
    }

    private boolean isOver(Instant now, Streak streak) {
        return !streak.until().plus(stable).isAfter(now);
    }

    private boolean isForgotten(Instant now, Streak streak) {
        return !streak.last().plus(memory).isAfter(now);
    }
}
