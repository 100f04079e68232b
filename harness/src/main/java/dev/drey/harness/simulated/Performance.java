/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.harness.scenario.Report;
import dev.drey.harness.scenario.Scenario;
import dev.drey.harness.scenario.Verdict;
import dev.drey.simulator.simulation.Result;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * One run of a scenario that is over.
 *
 * @param launches the ids of all tasks whose launch was asked for, in order
 */
public record Performance(Scenario scenario, Result result, List<Verdict> verdicts, List<String> launches) {

    public boolean isGood() {
        return result.violation().isEmpty();
    }

    /** What came of it, as the other worlds tell it. */
    public Report report(long seed, Optional<Path> artefacts) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("launches", String.valueOf(launches.size()));
        facts.put("virtual-seconds", String.valueOf(result.time().toSeconds()));
        facts.put(
                "faults",
                String.valueOf(result.faults().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum()));
        facts.put("events", String.valueOf(result.trace().entries().size()));
        facts.put("trace-hash", result.trace().hash());
        return new Report(SimulatedWorld.NAME, scenario.name(), seed, verdicts, facts, artefacts);
    }
}
