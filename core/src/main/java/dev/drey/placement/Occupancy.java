/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.AgentId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of agents besides their offers.
 *
 * @param workers those that are placed already, wherever
 * @param failing agents on which workers failed lately: they are used last
 */
public record Occupancy(List<Resident> workers, Set<AgentId> failing) {
    /** No workers yet, no failures. */
    public static final Occupancy NONE = new Occupancy(List.of(), Set.of());

    /**
     * A worker on an agent.
     *
     * @param values what the agent had for the fields of the rules when it was placed, by the names of the fields
     */
    public record Resident(AgentId agent, String hostname, Map<String, String> values) {}
}
