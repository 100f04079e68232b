/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.simulator.oracle.Sometimes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What came of a campaign, in a few lines. */
public final class Summary {
    private static final int PER_LINE = 6;
    private static final int MOST_UNREACHED = 12;

    private Summary() {}

    /**
     * Of all seeds so far.
     *
     * @param spent how long it took to play {@code played} of them
     * @param unreached situations that were expected and never reached
     */
    public static String of(String name, Tally tally, long played, Duration spent, Set<String> unreached) {
        double seconds = Math.max(0.001, spent.toMillis() / 1000.0);
        var text = new StringBuilder();
        line(
                text,
                "%d seeds in %.1f s, %.1f/s; %d failed",
                played,
                seconds,
                played / seconds,
                tally.failures().size());
        if (tally.hashes().size() > played) {
            line(text, "%d seeds with those of before", tally.hashes().size());
        }
        line(
                text,
                "%d events in %d h of virtual time",
                tally.events(),
                tally.virtual().toHours());
        line(
                text,
                "faults: %d",
                tally.faults().values().stream().mapToLong(Long::longValue).sum());
        var kinds = tally.faults().entrySet().stream()
                .map(fault -> fault.getKey() + " " + fault.getValue())
                .toList();
        for (int i = 0; i < kinds.size(); i += PER_LINE) {
            line(text, "  %s", String.join(", ", kinds.subList(i, Math.min(i + PER_LINE, kinds.size()))));
        }
        line(
                text,
                "coverage: %d situations (task state x event x connection)",
                tally.situations().size());
        unreached(text, unreached);
        for (Sometimes mark : Sometimes.values()) {
            long count = tally.marks().getOrDefault(mark.toString(), 0L);
            line(text, "  %s: %s", mark, count == 0 ? "never reached" : count + " times");
        }
        missed(text, tally.missed());
        line(text, "scenario=%s seeds=%s trace-hash=%s", name, seeds(tally), tally.hash());
        return text.toString();
    }

    private static void unreached(StringBuilder text, Set<String> unreached) {
        if (!unreached.isEmpty()) {
            line(text, "expected situations never reached: %d", unreached.size());
            unreached.stream().limit(MOST_UNREACHED).forEach(situation -> line(text, "  %s", situation));
            if (unreached.size() > MOST_UNREACHED) {
                line(text, "  and %d more, red on the coverage map", unreached.size() - MOST_UNREACHED);
            }
        }
    }

    private static void missed(StringBuilder text, List<String> missed) {
        if (!missed.isEmpty()) {
            line(text, "expected sometimes, and reached in none of the seeds: %s", String.join(", ", missed));
        }
    }

    static String seeds(Tally tally) {
        if (tally.hashes().isEmpty()) {
            return "none";
        }
        long first = tally.hashes().firstKey();
        long last = tally.hashes().lastKey();
        return first == last ? String.valueOf(first) : first + ".." + last;
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
