/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import java.time.Duration;
import java.util.List;

/** All that Mesos asks of a scheduler and that can be seen from outside. */
public final class Promises {
    /** The names of all promises, those included that a simulation checks by itself. */
    public static final List<String> NAMES = List.of(
            "acknowledge-recorded-first",
            "acknowledges-every-update",
            "acknowledges-only-updates",
            "comes-to-rest",
            "converges",
            "good-neighbour",
            "kills-only-the-unwanted",
            "no-invalid-launch",
            "no-launch-without-intent",
            "no-orphaned-tasks",
            "no-over-use",
            "no-storm",
            "no-use-after-rescind",
            "no-use-of-stale-offers",
            "nothing-throws",
            "offer-used-once",
            "reconciles-after-subscribing",
            "subscribed-first",
            "subscribes-once",
            "suppressed-only-when-content",
            "task-id-unique",
            "well-formed-calls");

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
                new StormOracle(),
                new KillOracle(),
                new ResourceOracle(),
                new ConvergenceOracle());
    }
}
