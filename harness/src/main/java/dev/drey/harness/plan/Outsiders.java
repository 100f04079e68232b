/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import dev.drey.placement.WhyNot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Agents of which no matching knows, because they are not offered or would not be used: grouped by the reason. */
final class Outsiders {
    private Outsiders() {}

    static List<WhyNot.Group> of(ClusterDump dump, Forecast forecast) {
        Map<Withheld, List<String>> hosts = new LinkedHashMap<>();
        dump.agents().stream()
                .filter(agent -> forecast.withheld().containsKey(agent.id()))
                .forEach(agent -> hosts.computeIfAbsent(forecast.withheld().get(agent.id()), key -> new ArrayList<>())
                        .add(agent.hostname()));
        if (!dump.recovered().isEmpty()) {
            hosts.put(Withheld.NOT_BACK, dump.recovered());
        }
        return hosts.entrySet().stream()
                .map(group -> new WhyNot.Group(
                        group.getValue().size(),
                        HostNames.first(group.getValue()),
                        List.of(condition(group.getKey())),
                        Optional.empty()))
                .toList();
    }

    private static WhyNot.Condition condition(Withheld why) {
        return new WhyNot.Condition(why.condition(), false, "", why.found());
    }
}
