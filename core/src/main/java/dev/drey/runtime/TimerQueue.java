/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

import dev.drey.scheduler.TimerKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Timers by key, at most one each. For one thread. */
final class TimerQueue {
    private final TreeSet<Timer> byTime =
            new TreeSet<>(Comparator.comparing(Timer::at).thenComparing(Timer::sequence));
    private final Map<TimerKey, Timer> byKey = new HashMap<>();
    private long sequence;

    private record Timer(Instant at, long sequence, TimerKey key) {}

    void set(TimerKey key, Instant at) {
        cancel(key);
        var timer = new Timer(at, sequence++, key);
        byTime.add(timer);
        byKey.put(key, timer);
    }

    void cancel(TimerKey key) {
        var timer = byKey.remove(key);
        if (timer != null) {
            byTime.remove(timer);
        }
    }

    /** Takes out the earliest timer that is due. */
    Optional<TimerKey> takeDue(Instant now) {
        if (byTime.isEmpty() || byTime.first().at().isAfter(now)) {
            return Optional.empty();
        }
        var key = byTime.first().key();
        cancel(key);
        return Optional.of(key);
    }

    /** When the next timer is due. */
    Optional<Instant> next() {
        return byTime.isEmpty() ? Optional.empty() : Optional.of(byTime.first().at());
    }
}
