/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import dev.drey.simulator.fault.CrashPoint;
import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.fault.FaultKind;
import dev.drey.simulator.fault.FaultKind.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads what goes wrong: a fault by its name, with what its kind takes and nothing else. */
final class FaultReader {
    private static final Map<Parameter, List<String>> KEYS = Map.of(
            Parameter.AGENT, List.of("agent", "agents"),
            Parameter.TIME, List.of("for"),
            Parameter.RATE, List.of("rate"),
            Parameter.POINT, List.of("point"));

    private final int agents;
    private final Problems problems;

    /** For a cluster of so many agents. */
    FaultReader(int agents, Problems problems) {
        this.agents = agents;
        this.problems = problems;
    }

    /** A fault, or one on each of several agents. */
    List<Fault> read(Entry entry) {
        return read(entry, Duration.ZERO);
    }

    /** With {@code always} as the time of those that last and do not say how long. */
    List<Fault> read(Entry entry, Duration always) {
        var kind = FaultKind.named(entry.get("fault").text()).orElseThrow();
        KEYS.forEach((parameter, keys) -> checkParameter(entry, kind, parameter, keys, !always.isZero()));
        var fault = entry.find("for")
                .map(time -> Fault.of(kind).lasting(time.duration()))
                .orElse(kind.has(Parameter.TIME) ? Fault.of(kind).lasting(always) : Fault.of(kind));
        if (entry.has("rate")) {
            fault = fault.at(entry.get("rate").rate());
        }
        if (entry.has("point")) {
            fault = fault.at(CrashPoint.named(entry.get("point").text()).orElseThrow());
        }
        var complete = fault;
        return kind.has(Parameter.AGENT)
                ? chosen(entry).stream().map(complete::on).toList()
                : List.of(complete);
    }

    private void checkParameter(
            Entry entry, FaultKind kind, Parameter parameter, List<String> keys, boolean lastsAnyhow) {
        var given = keys.stream().filter(entry::has).toList();
        boolean mayBeLeftOut = parameter == Parameter.POINT || parameter == Parameter.TIME && lastsAnyhow;
        if (kind.has(parameter) && given.isEmpty() && !mayBeLeftOut) {
            problems.at(entry.get("fault").node(), kind + " needs the key '" + keys.get(0) + "'");
        } else if (kind.has(parameter) && given.size() > 1) {
            problems.at(entry.get("fault").node(), "either '" + keys.get(0) + "' or '" + keys.get(1) + "'");
        } else if (!kind.has(parameter) && !given.isEmpty()) {
            problems.at(entry.get(given.get(0)).node(), kind + " has no use for '" + given.get(0) + "'");
        }
    }

    private List<Integer> chosen(Entry entry) {
        if (entry.has("agents") && entry.get("agents").isPlain()) {
            boolean all = entry.get("agents").text().equals("all");
            return IntStream.range(0, all ? agents : (agents + 1) / 2).boxed().toList();
        }
        var entries = entry.has("agents")
                ? entry.get("agents").items()
                : entry.find("agent").stream().toList();
        entries.stream()
                .filter(each -> each.count() >= agents)
                .forEach(each -> problems.at(
                        each.node(), "no agent " + each.count() + ": they are counted from 0 to " + (agents - 1)));
        return entries.stream().map(Entry::count).toList();
    }
}
