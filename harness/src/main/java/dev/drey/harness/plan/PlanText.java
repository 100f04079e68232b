/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import dev.drey.model.Resource;
import dev.drey.placement.WhyNot;
import dev.drey.placement.WhyNotText;
import dev.drey.scheduler.SchedulerSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A plan for people. */
public final class PlanText {
    private final PlacementPlan plan;
    private final StringBuilder text = new StringBuilder();

    private PlanText(PlacementPlan plan) {
        this.plan = plan;
    }

    /** @param settings what was planned with */
    public static String of(PlacementPlan plan, SchedulerSettings settings) {
        return new PlanText(plan).text(settings);
    }

    private String text(SchedulerSettings settings) {
        line(head(settings));
        if (!plan.placed().isEmpty()) {
            line("");
            placed();
        }
        line("");
        left();
        plan.why().ifPresent(why -> {
            line("");
            why(why);
        });
        if (!plan.notes().isEmpty()) {
            line("");
            plan.notes().forEach(note -> line("note: " + note));
        }
        return text.toString();
    }

    private String head(SchedulerSettings settings) {
        var worker = plan.worker();
        var needs = new ArrayList<String>();
        worker.scalars().forEach((name, amount) -> needs.add(amount + " " + name));
        if (worker.ports() > 0) {
            needs.add(worker.ports() + " ports");
        }
        var agents = plan.placed().stream()
                .map(PlacementPlan.Placed::agent)
                .distinct()
                .count();
        var rules = settings.placement().rules().toString();
        return plan.placed().size() + " of " + plan.wanted() + " workers placed on " + agents + " of "
                + plan.agents().size() + " agents\n"
                + "each takes " + String.join(", ", needs) + "; role "
                + String.join(", ", settings.framework().roles()) + "; "
                + settings.placement().policy() + (rules.isEmpty() ? "" : "; " + rules.replace("\n", "; "));
    }

    private void placed() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("worker", "host", "role", "takes", "ports", "agent"));
        for (var worker : plan.placed()) {
            rows.add(List.of(
                    Integer.toString(rows.size()),
                    worker.hostname(),
                    worker.role(),
                    ResourceText.scalarsOf(worker.resources()),
                    worker.ports().isEmpty()
                            ? "-"
                            : worker.ports().stream().map(String::valueOf).collect(Collectors.joining(",")),
                    worker.agent()));
        }
        table(rows);
    }

    private void left() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("left on", "workers", "resources"));
        plan.agents().stream()
                .filter(agent -> agent.workers() > 0)
                .forEach(agent -> rows.add(
                        List.of(agent.hostname(), Integer.toString(agent.workers()), ResourceText.of(agent.left()))));
        untouched().forEach((left, hosts) -> rows.add(List.of(HostNames.of(hosts), "0", left)));
        rows.add(List.of("all agents", Integer.toString(plan.placed().size()), sum(PlacementPlan.AgentPlan::left)));
        rows.add(List.of("before", "", sum(PlacementPlan.AgentPlan::free)));
        table(rows);
    }

    private String sum(Function<PlacementPlan.AgentPlan, List<Resource>> part) {
        return ResourceText.of(plan.agents().stream()
                .flatMap(agent -> part.apply(agent).stream())
                .toList());
    }

    /* Agents that are not used stand in the tree below, if there is one. */
    private Map<String, List<String>> untouched() {
        Map<String, List<String>> hosts = new LinkedHashMap<>();
        plan.agents().stream()
                .filter(agent -> agent.workers() == 0)
                .filter(agent -> agent.withheld().isEmpty() || plan.isComplete())
                .forEach(agent -> hosts.computeIfAbsent(state(agent), key -> new ArrayList<>())
                        .add(agent.hostname()));
        return hosts;
    }

    private static String state(PlacementPlan.AgentPlan agent) {
        return agent.withheld().map(why -> "not used: " + why.found()).orElse(ResourceText.of(agent.left()));
    }

    private void why(WhyNot why) {
        var missing = plan.wanted() - plan.placed().size();
        line(missing == 1 ? "1 worker is not placed" : missing + " workers are not placed");
        WhyNotText.lines(why, "  ").forEach(this::line);
        why.wouldHelp().ifPresent(help -> line("would help: " + help));
    }

    private void table(List<List<String>> rows) {
        var columns = rows.get(0).size();
        var widths = new int[columns];
        rows.forEach(row -> {
            for (var i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (var row : rows) {
            var cells = new StringBuilder();
            for (var i = 0; i < columns; i++) {
                cells.append(row.get(i))
                        .append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            line(cells.toString().stripTrailing());
        }
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }
}
