/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.time.Duration;

/**
 * How workers are placed.
 *
 * @param keepsGpuAgents whether agents that offer GPUs are used only for workers that need some
 * @param avoidsFailing for how long an agent is used last after a worker failed on it
 */
public record PlacementSettings(RuleSet rules, Policy policy, boolean keepsGpuAgents, Duration avoidsFailing) {
    /** No rules, first fit, GPU agents kept, ten minutes after a failure. */
    public static final PlacementSettings DEFAULT =
            new PlacementSettings(RuleSet.NONE, Policy.FIRST_FIT, true, Duration.ofMinutes(10));

    public PlacementSettings with(RuleSet other) {
        return new PlacementSettings(other, policy, keepsGpuAgents, avoidsFailing);
    }

    public PlacementSettings with(Policy other) {
        return new PlacementSettings(rules, other, keepsGpuAgents, avoidsFailing);
    }
}
