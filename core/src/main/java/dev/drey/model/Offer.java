/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Resources of one agent, offered to one role of this framework.
 *
 * @param role the role the resources are allocated to; offers are combined only for one agent and one role
 */
public record Offer(
        OfferId id,
        AgentId agent,
        String hostname,
        String role,
        List<Resource> resources,
        List<Attribute> attributes,
        Optional<Domain> domain,
        Optional<Unavailability> unavailability) {
    public Offer {
        resources = List.copyOf(resources);
        attributes = List.copyOf(attributes);
    }

    /** The fault domain of an agent. */
    public record Domain(String region, String zone) {}

    /** A maintenance window: the agent is announced to be away from {@code start} on; without duration for good. */
    public record Unavailability(Instant start, Optional<Duration> duration) {}
}
