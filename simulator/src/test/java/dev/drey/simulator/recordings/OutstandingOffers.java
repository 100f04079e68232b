/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The offers a framework has and did not use yet. Recordings name an offer only where it is used; which one it was is
 * found from the call.
 */
final class OutstandingOffers {
    private record Outstanding(String id, String agent) {}

    private final List<Outstanding> offers = new ArrayList<>();

    void add(String id, String agent) {
        offers.add(new Outstanding(id, agent));
    }

    void clear() {
        offers.clear();
    }

    void used(String id) {
        offers.removeIf(offer -> offer.id().equals(id));
    }

    /**
     * The offer that a call names next: one of the agent on which it launches, the last one if it declines but one,
     * else the first one.
     */
    Optional<String> next(JsonNode call) {
        if (offers.isEmpty()) {
            return Optional.empty();
        }
        var agent = call.findPath("task_infos").path(0).path("agent_id");
        agent = agent.isMissingNode() ? call.findPath("tasks").path(0).path("agent_id") : agent;
        var name = agent.asText();
        var onAgent =
                offers.stream().filter(offer -> offer.agent().equals(name)).findFirst();
        boolean declinesOne = !call.has("operations") && call.path("offer_ids").size() == 1;
        return onAgent.or(() -> Optional.of(offers.get(declinesOne ? offers.size() - 1 : 0)))
                .map(Outstanding::id);
    }
}
