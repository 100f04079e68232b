/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a scenario in a world.
 *
 * @param facts numbers and hashes by name, in the order in which they are shown
 * @param artefacts the folder with all that is kept of it
 */
public record Report(
        String world,
        String scenario,
        long seed,
        List<Verdict> verdicts,
        Map<String, String> facts,
        Optional<Path> artefacts) {
    public Report {
        verdicts = List.copyOf(verdicts);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** Whether nothing is broken. A situation that was not reached in this run breaks nothing. */
    public boolean isGood() {
        return broken().isEmpty();
    }

    public List<Verdict> broken() {
        return verdicts.stream()
                .filter(verdict -> verdict.outcome() == Verdict.Outcome.BROKEN)
                .toList();
    }
}
