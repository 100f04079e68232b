/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What happened in a world, one dense line per event. Two runs are the same if the hashes of their traces are.
 *
 * <p>A line is {@code <seconds> <lane> <kind> <text>}; {@link Kind} is the legend.
 */
public final class Trace {
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final Instant start;
    private final List<Entry> entries = new ArrayList<>();
    private long hash = FNV_OFFSET;

    public Trace(Instant start) {
        this.start = start;
    }

    /** What kind of thing happened, and the sign that stands for it. */
    public enum Kind {
        /** A process starts or a connection is made. */
        BEGIN('+'),
        /** A process ends or a connection breaks. */
        END('-'),
        /** A scheduler calls the master. */
        CALL('>'),
        /** An event of the master reaches a scheduler. */
        EVENT('<'),
        /** The master refused a call. */
        REFUSED('/'),
        /** A message between the master and an agent arrives. */
        MESSAGE('~'),
        /** A change became durable, or did not. */
        WRITE('='),
        /** A fault is injected, or ends. */
        FAULT('!'),
        /** What is wanted of the framework changes. */
        WANT('?'),
        /** An oracle complains. */
        VIOLATION('X');

        private final char sign;

        Kind(char sign) {
            this.sign = sign;
        }

        public char sign() {
            return sign;
        }
    }

    /**
     * One event.
     *
     * @param at since the beginning of the world
     * @param lane whose event it is: {@code master}, {@code framework}, {@code agent-0}, ...
     */
    public record Entry(Duration at, String lane, Kind kind, String text) {
        /** The line of this event in a trace. */
        public String line() {
            long millis = at.toMillis();
            return String.format(
                    Locale.ROOT, "%d.%03d %s %s %s", millis / 1000, millis % 1000, lane, kind.sign(), text);
        }
    }

    public void add(Instant now, String lane, Kind kind, String text) {
        var entry = new Entry(Duration.between(start, now), lane, kind, text);
        entries.add(entry);
        mix(entry.at().toMillis());
        mix(lane);
        mix(kind.sign());
        mix(text);
    }

    /** How many events there are. */
    public int size() {
        return entries.size();
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    public List<String> lines() {
        return entries.stream().map(Entry::line).toList();
    }

    /** Sixteen digits that differ if any event does. */
    public String hash() {
        return String.format(Locale.ROOT, "%016x", hash);
    }

    private void mix(String text) {
        for (int i = 0; i < text.length(); i++) {
            mix(text.charAt(i));
        }
        mix(0);
    }

    private void mix(long value) {
        hash = (hash ^ value) * FNV_PRIME;
    }
}
