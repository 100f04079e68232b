/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import dev.drey.simulator.fault.Fault;
import dev.drey.simulator.fault.FaultKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What goes wrong all the time.
 *
 * @param faults each lasts for the whole run
 * @param chaos faults drawn from the seed, if there are any
 */
public record Background(List<Fault> faults, Optional<Chaos> chaos) {
    public static final Background QUIET = new Background(List.of(), Optional.empty());

    public Background {
        faults = List.copyOf(faults);
    }

    /** One of these kinds of faults comes every so often, on average. */
    public record Chaos(List<FaultKind> kinds, Duration every) {
        public Chaos {
            kinds = List.copyOf(kinds);
        }
    }
}
