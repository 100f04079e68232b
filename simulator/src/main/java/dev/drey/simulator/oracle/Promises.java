/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import java.time.Duration;
import java.util.List;

/** All that Mesos asks of a scheduler and that can be seen from outside. */
public final class Promises {
    private Promises() {}

    /**
     * New oracles for one run.
     *
     * @param offerBudget for how long a good neighbour holds an offer at most
     */
    public static List<Oracle> all(Duration offerBudget) {
        return List.of(
                new OfferOracle(offerBudget),
                new AcknowledgementOracle(),
                new LaunchOracle(),
                new SubscriptionOracle(),
                new SuppressionOracle(),
                new ResourceOracle(),
                new ConvergenceOracle());
    }
}
