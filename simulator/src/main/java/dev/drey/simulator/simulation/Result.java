/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.fault.Plan;
import dev.drey.simulator.oracle.Coverage;
import dev.drey.simulator.oracle.Violation;
import dev.drey.simulator.world.Choice;
import dev.drey.simulator.world.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What came of one run.
 *
 * @param time how much virtual time passed
 * @param actions how many actions the world took, among them those that no trace shows
 * @param faults how many faults of each kind were injected
 */
public record Result(
        Plan plan,
        Optional<Violation> violation,
        Trace trace,
        List<Choice> choices,
        Coverage coverage,
        Duration time,
        long actions,
        SortedMap<String, Integer> faults) {}
