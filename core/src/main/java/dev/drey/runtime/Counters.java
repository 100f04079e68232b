/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counters by name, from any thread. The name of a counter is that of its enum constant in lower case. */
public final class Counters {
    private final Map<String, LongAdder> byName = new ConcurrentHashMap<>();

    /** Knows all constants of these enums from the beginning, with 0. */
    public Counters(Class<?>... enums) {
        for (var type : enums) {
            for (var constant : type.getEnumConstants()) {
                counter((Enum<?>) constant);
            }
        }
    }

    public void raise(Enum<?> metric) {
        counter(metric).increment();
    }

    public long get(Enum<?> metric) {
        return counter(metric).sum();
    }

    /** All counters, sorted by name. */
    public Map<String, Long> snapshot() {
        var values = new TreeMap<String, Long>();
        byName.forEach((name, adder) -> values.put(name, adder.sum()));
        return values;
    }

    private LongAdder counter(Enum<?> metric) {
        return byName.computeIfAbsent(metric.name().toLowerCase(Locale.ROOT), name -> new LongAdder());
    }
}
