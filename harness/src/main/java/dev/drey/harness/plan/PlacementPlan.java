/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import dev.drey.model.Resource;
import dev.drey.model.WorkerProfile;
import dev.drey.placement.WhyNot;
import java.util.List;
import java.util.Optional;

/**
 * Where workers would go.
 *
 * @param worker what each takes
 * @param wanted how many
 * @param placed those that found a place
 * @param agents all of the dump, in its order
 * @param why why the others found none, if there are any
 * @param notes what is not known, or was assumed
 */
public record PlacementPlan(
        WorkerProfile worker,
        int wanted,
        List<Placed> placed,
        List<AgentPlan> agents,
        Optional<WhyNot> why,
        List<String> notes) {
    public PlacementPlan {
        placed = List.copyOf(placed);
        agents = List.copyOf(agents);
        notes = List.copyOf(notes);
    }

    /** One worker with a place: exactly what an ACCEPT would take. */
    public record Placed(String agent, String hostname, String role, List<Resource> resources, List<Integer> ports) {}

    /**
     * One agent.
     *
     * @param withheld why it is not offered or not used at all, if so
     * @param free what could be used of it before
     * @param left what is left of that
     * @param reasons why no further worker goes there, if one wanted to
     */
    public record AgentPlan(
            String agent,
            String hostname,
            int workers,
            Optional<Withheld> withheld,
            List<Resource> free,
            List<Resource> left,
            List<String> reasons) {}

    public boolean isComplete() {
        return placed.size() == wanted;
    }
}
