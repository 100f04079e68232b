/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import dev.drey.scheduler.Insight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The agents on which workers failed or were lost within the last hour, {@value #KEPT} at most. */
final class AgentBook {
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int KEPT = 200;

    private final Map<String, Entry> agents = new LinkedHashMap<>();

    private record Entry(int failures, Instant at, Insight.AgentFailed last) {}

    void failed(Instant now, Insight.AgentFailed failure) {
        var id = failure.agent().value();
        forget(now);
        var before = agents.remove(id);
        agents.put(id, new Entry(before == null ? 1 : before.failures() + 1, now, failure));
        if (agents.size() > KEPT) {
            agents.remove(agents.keySet().iterator().next());
        }
    }

    List<FleetStatus.Agent> agents(Instant now) {
        forget(now);
        var newestFirst = new ArrayList<>(agents.values());
        Collections.reverse(newestFirst);
        return newestFirst.stream().map(entry -> agent(now, entry)).toList();
    }

    private static FleetStatus.Agent agent(Instant now, Entry entry) {
        var last = entry.last();
        return new FleetStatus.Agent(
                last.agent().value(),
                last.hostname(),
                entry.failures(),
                last.streak().failures(),
                Optional.of(last.streak().until()).filter(until -> until.isAfter(now)),
                entry.at(),
                last.reason());
    }

    private void forget(Instant now) {
        agents.values().removeIf(entry -> entry.at().plus(MEMORY).isBefore(now));
    }
}
