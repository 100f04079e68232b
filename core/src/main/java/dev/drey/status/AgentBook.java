/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The agents on which workers failed or were lost within the last hour, {@value #KEPT} at most. */
final class AgentBook {
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int KEPT = 200;

    private final Map<String, FleetStatus.Agent> agents = new LinkedHashMap<>();

    void failed(WorkerLog worker, FleetStatus.Change what) {
        var id = worker.record().agent().value();
        forget(what.at());
        var before = agents.remove(id);
        var failures = before == null ? 1 : before.failures() + 1;
        agents.put(id, new FleetStatus.Agent(id, worker.record().hostname(), failures, what));
        if (agents.size() > KEPT) {
            agents.remove(agents.keySet().iterator().next());
        }
    }

    List<FleetStatus.Agent> agents(Instant now) {
        forget(now);
        var newestFirst = new ArrayList<>(agents.values());
        Collections.reverse(newestFirst);
        return List.copyOf(newestFirst);
    }

    private void forget(Instant now) {
        agents.values().removeIf(agent -> agent.last().at().plus(MEMORY).isBefore(now));
    }
}
