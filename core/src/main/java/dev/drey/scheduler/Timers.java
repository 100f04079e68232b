/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The timers that are set. Only changes become effects, so whoever uses it may state the same wish again and again. */
final class Timers {
    private final Map<TimerKey, Instant> armed = new LinkedHashMap<>();

    void set(Turn turn, TimerKey key, Instant at) {
        if (!at.equals(armed.put(key, at))) {
            turn.add(new Effect.SetTimer(key, at));
        }
    }

    void set(Turn turn, TimerKey.Kind kind, Instant at) {
        set(turn, TimerKey.of(kind), at);
    }

    void cancel(Turn turn, TimerKey key) {
        if (armed.remove(key) != null) {
            turn.add(new Effect.CancelTimer(key));
        }
    }

    void cancel(Turn turn, TimerKey.Kind kind) {
        cancel(turn, TimerKey.of(kind));
    }

    void cancelAll(Turn turn, TimerKey.Kind kind) {
        List.copyOf(armed.keySet()).stream().filter(key -> key.kind() == kind).forEach(key -> cancel(turn, key));
    }

    boolean isSet(TimerKey key) {
        return armed.containsKey(key);
    }

    /**
     * Whether this firing counts. One that crossed its cancellation does not; one that came too early, or crossed a
     * later setting, is set again.
     */
    boolean isDue(Turn turn, TimerKey key) {
        var at = armed.get(key);
        if (at == null) {
            return false;
        }
        if (at.isAfter(turn.now())) {
            turn.add(new Effect.SetTimer(key, at));
            return false;
        }
        armed.remove(key);
        return true;
    }
}
