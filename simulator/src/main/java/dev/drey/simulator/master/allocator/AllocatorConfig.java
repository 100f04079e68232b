/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master.allocator;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.DomainInfo;

/**
 * The flags of the master that concern its allocator.
 *
 * @param weights by role; others weigh 1
 * @param whitelist host names of the agents that may be offered; empty for all
 * @param domain where the master is
 * @param fairSharingExcluded names of resources that do not count in shares
 */
public record AllocatorConfig(
        Duration interval,
        MinimumAllocatable minimum,
        Map<String, Double> weights,
        boolean filterGpuResources,
        Set<String> fairSharingExcluded,
        Optional<Set<String>> whitelist,
        Optional<DomainInfo> domain) {}
