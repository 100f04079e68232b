/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.AgentId;
import dev.drey.model.OfferId;
import java.util.List;
import java.util.stream.Collectors;

/** Why a worker could not be placed on the offers of one agent to one role; there is at least one reason. */
public record Verdict(AgentId agent, String hostname, String role, List<OfferId> offers, List<Reason> reasons) {
    public Verdict {
        offers = List.copyOf(offers);
        reasons = List.copyOf(reasons);
    }

    @Override
    public String toString() {
        return hostname + ": " + reasons.stream().map(Object::toString).collect(Collectors.joining("; "));
    }
}
