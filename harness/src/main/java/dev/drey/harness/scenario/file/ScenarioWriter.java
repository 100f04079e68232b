/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import dev.drey.harness.scenario.Background;
import dev.drey.harness.scenario.Cluster;
import dev.drey.harness.scenario.Expectations.Expectation;
import dev.drey.harness.scenario.Scenario;
import dev.drey.harness.scenario.Step;
import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.fault.FaultKind.Parameter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a scenario as YAML that reads the same. */
public final class ScenarioWriter {
    private static final int WIDTH = 110;

    private final StringBuilder text = new StringBuilder();

    private ScenarioWriter() {}

    public static String write(Scenario scenario) {
        var writer = new ScenarioWriter();
        writer.scenario(scenario);
        return writer.text.toString();
    }

    private void scenario(Scenario scenario) {
        line("name: %s", quoted(scenario.name()));
        line("story: >-");
        folded(scenario.story());
        scenario.seed().ifPresent(seed -> line("seed: %d", seed));
        line("run: { for: %s, settle: %s }", Units.text(scenario.run()), Units.text(scenario.settle()));
        cluster(scenario.cluster());
        line("appmaster:");
        line("  options:");
        scenario.appmaster().options().forEach((key, value) -> line("    %s: %s", key, quoted(value)));
        steps(scenario.steps());
        background(scenario.background());
        if (!scenario.expectations().isEmpty()) {
            line("expect:");
            expectations("always", scenario.expectations().always());
            expectations("finally", scenario.expectations().atLast());
            expectations("sometimes", scenario.expectations().sometimes());
        }
        line(
                "targets: [%s]",
                EnumSet.copyOf(scenario.targets()).stream()
                        .map(target -> target.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }

    private void folded(String story) {
        var line = new StringBuilder();
        for (String word : story.split("\\s+")) {
            if (line.length() + word.length() > WIDTH) {
                line("  %s", line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        line("  %s", line);
    }

    private void cluster(Cluster cluster) {
        line("cluster:");
        line(
                "  masters: { count: %d, flags: %s }",
                cluster.masters().count(), map(cluster.masters().flags()));
        line("  agents:");
        cluster.groups().forEach(this::group);
        if (!cluster.neighbours().isEmpty()) {
            line("  neighbours:");
            cluster.neighbours()
                    .forEach(other -> line(
                            "    - { name: %s, role: %s, tasks: %d, task: %s }",
                            quoted(other.name()), quoted(other.role()), other.tasks(), quoted(other.task())));
        }
        if (!cluster.quotas().isEmpty()) {
            line("  quotas:");
            cluster.quotas()
                    .forEach(quota -> line(
                            "    - { role: %s, guarantee: %s, limit: %s }",
                            quoted(quota.role()), quoted(quota.guarantee()), quoted(quota.limit())));
        }
    }

    private void group(Cluster.Group group) {
        line("    - count: %d", group.count());
        line("      resources: %s", quoted(group.resources()));
        if (!group.attributes().isEmpty()) {
            line("      attributes:");
            group.attributes()
                    .forEach((name, values) -> line(
                            "        %s: [%s]",
                            quoted(name),
                            values.stream().map(ScenarioWriter::quoted).collect(Collectors.joining(", "))));
        }
        if (!group.domain().isEmpty()) {
            line("      domain: %s", quoted(group.domain()));
        }
    }

    private void steps(List<Step> steps) {
        line(steps.isEmpty() ? "steps: []" : "steps:");
        for (Step step : steps) {
            actions(step.action()).forEach(action -> line("  - { %s, %s }", moment(step.moment()), action));
        }
    }

    private static String moment(Step.Moment moment) {
        if (moment instanceof Step.When when) {
            return when.condition()
                            .map(condition -> "when: " + quoted(condition.toString()) + ", ")
                            .orElse("") + "after: " + Units.text(when.delay());
        }
        return "at: " + Units.text(((Step.At) moment).time());
    }

    private static List<String> actions(Step.Action action) {
        if (action instanceof Step.Want want) {
            return List.of("want-workers: " + want.workers());
        } else if (action instanceof Step.Expect expected) {
            return List.of("expect: " + quoted(expected.condition().toString()));
        }
        return ((Step.Break) action)
                .faults().stream().map(ScenarioWriter::fault).toList();
    }

    private static String fault(Fault fault) {
        var parts = new ArrayList<String>();
        parts.add("fault: " + fault.kind());
        if (fault.kind().has(Parameter.AGENT)) {
            parts.add("agent: " + fault.agent());
        }
        if (fault.kind().has(Parameter.POINT)) {
            parts.add("point: " + fault.point());
        }
        if (fault.kind().has(Parameter.RATE)) {
            parts.add("rate: " + Units.rate(fault.rate()));
        }
        if (fault.kind().has(Parameter.TIME)) {
            parts.add("for: " + Units.text(fault.time()));
        }
        return String.join(", ", parts);
    }

    private void background(Background background) {
        if (background.equals(Background.QUIET)) {
            return;
        }
        line("background:");
        line(background.faults().isEmpty() ? "  faults: []" : "  faults:");
        background.faults().forEach(fault -> line("    - { %s }", fault(fault)));
        background
                .chaos()
                .ifPresent(chaos -> line(
                        "  chaos: { faults: [%s], every: %s }",
                        chaos.kinds().stream().map(Object::toString).collect(Collectors.joining(", ")),
                        Units.text(chaos.every())));
    }

    private void expectations(String key, List<Expectation> expectations) {
        if (!expectations.isEmpty()) {
            line("  %s:", key);
            expectations.forEach(each -> line("    - %s", quoted(each.toString())));
        }
    }

    private static String map(Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + quoted(entry.getValue()))
                .collect(Collectors.joining(", ", "{ ", " }"));
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
