/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.report;

import dev.drey.simulator.oracle.Sometimes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which situations some runs reached, as one HTML page: a row for each state of a task, a column for each event, and in
 * each field a square for each state of the connection. What should be reached and was not is red.
 */
public final class CoverageMap {
    private static final List<String> PHASES = List.of("new", "recovered", "steady", "down");

    private final Map<String, Integer> reached;
    private final Map<Sometimes, Integer> marks;
    private final Set<String> missing;

    /**
     * @param reached how often each situation was reached, as {@code RUNNING x FAILED x steady}
     * @param marks how often each rare situation was reached
     * @param expected the situations that should be reached
     */
    public CoverageMap(Map<String, Integer> reached, Map<Sometimes, Integer> marks, Set<String> expected) {
        this.reached = new TreeMap<>(reached);
        this.marks = marks;
        this.missing = new TreeSet<>(expected);
        this.missing.removeAll(reached.keySet());
    }

    /** The situations that should be reached and were not. */
    public Set<String> missing() {
        return missing;
    }

    /** The page; it needs nothing from outside. */
    public String html() {
        var states = new LinkedHashSet<String>();
        var events = new TreeSet<String>();
        var all = new TreeSet<>(reached.keySet());
        all.addAll(missing);
        all.forEach(situation -> {
            var parts = situation.split(" x ");
            states.add(parts[0]);
            events.add(parts[1]);
        });
        var page = new StringBuilder("""
                <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Coverage</title><style>
                body { font: 13px/1.4 system-ui, sans-serif; margin: 1rem; color: #222; }
                table { border-collapse: collapse; margin: 1rem 0; } th { font-weight: normal; text-align: left; }
                th, td { border: 1px solid #ddd; padding: .2rem .4rem; white-space: nowrap; }
                i { display: inline-block; width: .8em; height: .8em; margin-right: 2px; background: #eee; }
                i.once { background: #a6d8ae; } i.often { background: #2a9d3a; } i.missing { background: #d0021b; }
                .never { color: #d0021b; }
                </style></head><body><h1>Coverage</h1>
                <p>Rows: the state of a task as the scheduler last heard it. Columns: what it hears next; <em>told</em>
                is an update without a uuid. Squares: the connection is new, recovered, steady, or down. Light green:
                reached, dark green: ten times or more, red: should be reached and was not.</p><table><tr><th></th>
                """);
        events.forEach(event -> page.append("<th>").append(event).append("</th>"));
        page.append("</tr>\n");
        for (String state : states) {
            page.append("<tr><th>").append(state).append("</th>");
            events.forEach(event ->
                    page.append("<td>").append(field(state + " x " + event)).append("</td>"));
            page.append("</tr>\n");
        }
        page.append("</table><ul>\n");
        for (Sometimes mark : Sometimes.values()) {
            int count = marks.getOrDefault(mark, 0);
            page.append(count == 0 ? "<li class=\"never\">" : "<li>")
                    .append(mark)
                    .append(": ")
                    .append(count);
            page.append("</li>\n");
        }
        return page.append("</ul></body></html>\n").toString();
    }

    private String field(String stateAndEvent) {
        var field = new StringBuilder();
        for (String phase : PHASES) {
            String situation = stateAndEvent + " x " + phase;
            int count = reached.getOrDefault(situation, 0);
            String kind = missing.contains(situation) ? "missing" : count == 0 ? "" : count < 10 ? "once" : "often";
            field.append(String.format("<i class=\"%s\" title=\"%s: %d\"></i>", kind, situation, count));
        }
        return field.toString();
    }
}
