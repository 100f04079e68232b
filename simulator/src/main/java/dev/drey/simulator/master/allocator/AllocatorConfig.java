/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * The flags of the master that concern its allocator.
 *
 * @param weights by role; others weigh 1
 * @param fairSharingExcluded names of resources that do not count in shares
 */
public record AllocatorConfig(
        Duration interval,
        MinimumAllocatable minimum,
        Map<String, Double> weights,
        boolean filterGpuResources,
        Set<String> fairSharingExcluded) {}
