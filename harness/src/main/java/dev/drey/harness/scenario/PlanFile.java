/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import dev.drey.simulator.fault.CrashPoint;
import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.fault.FaultKind;
import dev.drey.simulator.fault.FaultKind.Parameter;
import dev.drey.simulator.fault.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A scenario as the plan of a simulation: reads it from YAML, and writes a plan as YAML that reads the same.
 *
 * <p>What a scenario expects in the end is for its catalogue; in a simulation the oracles judge.
 */
public final class PlanFile {
    private static final Duration SETTLE = Duration.ofMinutes(25);

    private PlanFile() {}

    /** Reads a file; throws {@link ScenarioException} if what it says is not a scenario. */
    public static Plan read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file));
    }

    static Plan parse(String name, String yaml) {
        var root = new Section(
                name, ScenarioFile.tree(name, yaml), "name", "cluster", "worker", "steps", "end", "settle", "finally");
        var cluster = root.section("cluster", "agents", "resources", "attributes");
        var worker = root.section("worker", "cpus", "mem", "ports");
        var steps = root.list("steps", "at", "want-workers", "kill", "down", "fault", "agent", "for", "rate", "point");
        return new Plan(
                new Plan.Cluster(
                        cluster.count("agents"),
                        cluster.text("resources"),
                        cluster.text("attributes", ""),
                        worker.number("cpus"),
                        worker.number("mem"),
                        worker.count("ports")),
                steps.stream().map(PlanFile::step).toList(),
                root.duration("end"),
                root.has("settle") ? root.duration("settle") : SETTLE);
    }

    private static Plan.Step step(Section step) {
        var at = step.duration("at");
        if (step.has("want-workers")) {
            return new Plan.Want(at, step.count("want-workers"));
        } else if (step.has("kill") && step.text("kill").equals("appmaster")) {
            return new Plan.Inject(at, Fault.of(FaultKind.SCHEDULER_CRASH).lasting(step.duration("down")));
        } else if (step.has("fault")) {
            return new Plan.Inject(at, fault(step));
        }
        throw new ScenarioException(
                step.at("at") + ": a step says `want-workers: N`, `kill: appmaster` or `fault: NAME`");
    }

    private static Fault fault(Section step) {
        var kind = FaultKind.named(step.text("fault"))
                .orElseThrow(() -> new ScenarioException(step.at("fault") + ": no fault '" + step.text("fault")
                        + "'; the faults are " + names(Arrays.asList(FaultKind.values()))));
        var fault = Fault.of(kind);
        if (kind.has(Parameter.AGENT)) {
            fault = fault.on(step.count("agent"));
        }
        if (kind.has(Parameter.TIME)) {
            fault = fault.lasting(step.duration("for"));
        }
        if (kind.has(Parameter.RATE)) {
            fault = fault.at(step.rate("rate"));
        }
        if (kind.has(Parameter.POINT)) {
            fault = fault.at(CrashPoint.named(step.text("point"))
                    .orElseThrow(() -> new ScenarioException(step.at("point") + ": no crash point '"
                            + step.text("point") + "'; they are " + names(Arrays.asList(CrashPoint.values())))));
        }
        return fault;
    }

    private static String names(List<?> all) {
        return all.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    /** The plan as YAML. */
    public static String write(String name, Plan plan) {
        var cluster = plan.cluster();
        var text = new StringBuilder();
        line(text, "name: '%s'", name.replace("'", "''"));
        line(text, "cluster:");
        line(text, "  agents: %d", cluster.agents());
        line(text, "  resources: '%s'", cluster.resources());
        line(text, "  attributes: '%s'", cluster.attributes());
        line(text, "worker: { cpus: %s, mem: %s, ports: %d }", cluster.cpus(), cluster.mem(), cluster.ports());
        line(text, plan.steps().isEmpty() ? "steps: []" : "steps:");
        plan.steps().forEach(step -> line(text, "  - { at: %s%s }", time(step.at()), words(step)));
        line(text, "end: %s", time(plan.run()));
        line(text, "settle: %s", time(plan.settle()));
        return text.toString();
    }

    private static String words(Plan.Step step) {
        if (step instanceof Plan.Want want) {
            return ", want-workers: " + want.count();
        }
        var fault = ((Plan.Inject) step).fault();
        var text = new StringBuilder(", fault: " + fault.kind());
        if (fault.kind().has(Parameter.AGENT)) {
            text.append(", agent: ").append(fault.agent());
        }
        if (fault.kind().has(Parameter.POINT)) {
            text.append(", point: ").append(fault.point());
        }
        if (fault.kind().has(Parameter.RATE)) {
            text.append(String.format(Locale.ROOT, ", rate: %d%%", Math.round(fault.rate() * 100)));
        }
        if (fault.kind().has(Parameter.TIME)) {
            text.append(", for: ").append(time(fault.time()));
        }
        return text.toString();
    }

    private static String time(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
