/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.simulator.oracle.Sometimes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A campaign as one HTML page that needs nothing else: figures, failures, faults, marks, and the map of coverage. */
public final class SummaryPage {
    private static final List<String> PHASES = List.of("steady", "new", "recovered", "down");
    private static final String TEMPLATE = template();

    private SummaryPage() {}

    /**
     * Of all seeds so far.
     *
     * @param command how to play them again
     * @param unreached situations that were expected and never reached
     */
    public static String of(String name, String command, Tally tally, Duration spent, Set<String> unreached) {
        return TEMPLATE.replace("@NAME@", escaped(name))
                .replace("@COMMAND@", escaped(command))
                .replace("@FIGURES@", rows(figures(tally, spent, unreached)))
                .replace("@FAILURES@", failures(tally))
                .replace("@MARKS@", rows(marks(tally)))
                .replace("@FAULTS@", rows(tally.faults()))
                .replace("@MAP@", map(tally.situations()));
    }

    private static Map<String, Object> figures(Tally tally, Duration spent, Set<String> unreached) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("seeds", Summary.seeds(tally));
        figures.put("played", tally.hashes().size());
        figures.put("failed", tally.failures().size());
        figures.put("seconds", spent.toSeconds());
        figures.put("events", tally.events());
        figures.put("hours of virtual time", tally.virtual().toHours());
        figures.put(
                "faults",
                tally.faults().values().stream().mapToLong(Long::longValue).sum());
        figures.put("situations", tally.situations().size());
        if (!unreached.isEmpty()) {
            figures.put("expected situations never reached", String.join(", ", unreached));
        }
        figures.put("trace hash", tally.hash());
        if (!tally.missed().isEmpty()) {
            figures.put("expected and never reached", String.join(", ", tally.missed()));
        }
        return figures;
    }

    private static Map<String, Object> marks(Tally tally) {
        var marks = new LinkedHashMap<String, Object>();
        for (Sometimes mark : Sometimes.values()) {
            marks.put(mark.toString(), tally.marks().getOrDefault(mark.toString(), 0L));
        }
        return marks;
    }

    private static String failures(Tally tally) {
        return tally.failures().isEmpty() ? "<p>none</p>" : "<table>" + rows(tally.failures()) + "</table>";
    }

    private static String rows(Map<?, ?> entries) {
        var text = new StringBuilder();
        entries.forEach((key, value) -> text.append("<tr><th>")
                .append(escaped(key.toString()))
                .append("</th><td>")
                .append(escaped(value.toString()))
                .append("</td></tr>\n"));
        return text.toString();
    }

    /* Rows are what was known and what came, columns are how settled the connection was. */
    private static String map(SortedMap<String, Long> situations) {
        var byRow = new TreeMap<String, Map<String, Long>>();
        situations.forEach((situation, count) -> {
            int end = situation.lastIndexOf(" x ");
            byRow.computeIfAbsent(situation.substring(0, end), row -> new TreeMap<>())
                    .put(situation.substring(end + 3), count);
        });
        var text = new StringBuilder();
        byRow.forEach((row, counts) -> {
            var parts = row.split(" x ", 2);
            text.append("<tr><th>").append(escaped(parts[0])).append("</th><th>");
            text.append(escaped(parts[1])).append("</th>");
            PHASES.forEach(phase -> text.append(cell(counts.getOrDefault(phase, 0L))));
            text.append("</tr>\n");
        });
        return text.toString();
    }

    private static String cell(long count) {
        int heat = count == 0 ? 0 : Math.min(9, 1 + (int) Math.log10(count) * 2);
        return String.format(Locale.ROOT, "<td class=\"h%d\">%s</td>", heat, count == 0 ? "" : count);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String template() {
        try (InputStream page = SummaryPage.class.getResourceAsStream("summary.html")) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
