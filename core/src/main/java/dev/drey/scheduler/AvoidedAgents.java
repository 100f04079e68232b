/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.AgentId;
import dev.drey.placement.WhyNot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Agents whose offers are given back although workers might fit, and why, for people. */
final class AvoidedAgents {
    /* In a bad hour these are most agents of a large cluster: some are named, the others counted. */
    private static final int MOST_NAMED = 3;

    private final Map<AgentId, Avoided> agents = new TreeMap<>();

    /** What keeps an agent from being used. */
    enum Because {
        /** Workers keep failing on it. */
        FAILURES("no failures in a row"),
        /** It is going to be away. */
        MAINTENANCE("no maintenance to come");

        private final String condition;

        Because(String condition) {
            this.condition = condition;
        }
    }

    /** @param text what people are told, after the name of the host */
    record Avoided(String hostname, Because because, Instant until, String text) {}

    void put(AgentId agent, Avoided reason) {
        agents.put(agent, reason);
    }

    void remove(AgentId agent) {
        agents.remove(agent);
    }

    void forget(Instant now) {
        agents.values().removeIf(reason -> !reason.until().isAfter(now));
    }

    boolean isEmpty() {
        return agents.isEmpty();
    }

    /** In one sentence. */
    String text() {
        var named = agents.values().stream()
                .limit(MOST_NAMED)
                .map(reason -> reason.hostname() + " " + reason.text())
                .collect(Collectors.joining("; "));
        var others = agents.size() - MOST_NAMED;
        return others > 0 ? named + "; and " + others + " more agents are avoided" : named;
    }

    /** In the tree of all reasons. */
    List<WhyNot.Group> groups() {
        Map<Because, List<Avoided>> byReason = new LinkedHashMap<>();
        agents.values().forEach(reason -> byReason.computeIfAbsent(reason.because(), key -> new ArrayList<>())
                .add(reason));
        return byReason.entrySet().stream()
                .map(entry -> group(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static WhyNot.Group group(Because because, List<Avoided> agents) {
        var first = agents.get(0);
        var found = agents.size() == 1 ? first.text() : first.hostname() + " " + first.text();
        return new WhyNot.Group(
                agents.size(),
                agents.stream().limit(MOST_NAMED).map(Avoided::hostname).toList(),
                List.of(new WhyNot.Condition(because.condition, false, "", found)),
                Optional.empty());
    }
}
