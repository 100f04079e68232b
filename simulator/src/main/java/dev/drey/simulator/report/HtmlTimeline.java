/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.drey.simulator.world.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A trace as one HTML page without anything from outside: a lane for the faults, the master, the framework, each agent
 * and each task, and a word for each event under the pointer.
 */
public final class HtmlTimeline {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEMPLATE = "timeline.html";
    private static final Pattern TASK = Pattern.compile("[A-Za-z][\\w.]*-\\d+(-\\d+)?");

    private HtmlTimeline() {}

    /** The page; {@code title} is shown on top of it. */
    public static String of(String title, List<Trace.Entry> entries) throws IOException {
        var events = JSON.createArrayNode();
        var lanes = new LinkedHashSet<String>(List.of("faults", "master", "framework"));
        var tasks = tasks(entries);
        entries.forEach(entry -> lanes.add(entry.lane()));
        lanes.addAll(tasks);
        for (Trace.Entry entry : entries) {
            add(events.addArray(), entry, entry.lane());
            TASK.matcher(entry.text())
                    .results()
                    .map(match -> match.group())
                    .filter(tasks::contains)
                    .distinct()
                    .forEach(task -> add(events.addArray(), entry, task));
        }
        var names = JSON.createArrayNode();
        lanes.forEach(names::add);
        return template()
                .replace("@TITLE@", escape(title))
                .replace("@LANES@", escape(names.toString()))
                .replace("@EVENTS@", escape(events.toString()));
    }

    private static void add(ArrayNode event, Trace.Entry entry, String lane) {
        event.add(entry.at().toMillis())
                .add(lane)
                .add(String.valueOf(entry.kind().sign()))
                .add(entry.text());
    }

    /* What was launched: the names of tasks are the framework's own, so there is no other way to know them. */
    private static Set<String> tasks(List<Trace.Entry> entries) {
        var tasks = new TreeSet<String>();
        for (Trace.Entry entry : entries) {
            int launch = entry.text().indexOf(" launch ");
            if (entry.kind() == Trace.Kind.CALL && launch >= 0) {
                TASK.matcher(entry.text().substring(launch)).results().forEach(match -> tasks.add(match.group()));
            }
        }
        return tasks;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String template() throws IOException {
        try (InputStream page = HtmlTimeline.class.getResourceAsStream(TEMPLATE)) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
