/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import dev.drey.model.Amount;
import dev.drey.scheduler.SchedulerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a dump does not tell, and what was assumed instead. */
final class Notes {
    private final ClusterDump dump;
    private final SchedulerSettings settings;
    private final PlanRequest request;

    Notes(ClusterDump dump, SchedulerSettings settings, PlanRequest request) {
        this.dump = dump;
        this.settings = settings;
        this.request = request;
    }

    List<String> with(Forecast forecast) {
        var notes = new ArrayList<String>();
        if (dump.agents().isEmpty()) {
            notes.add("the dump has no agents; a master that does not lead knows none, ask the leader (curl -L)");
        }
        addGuesses(notes);
        addOffered(notes);
        addNamesakes(notes);
        addReserved(forecast, notes);
        var regions = dump.agents().stream()
                .flatMap(agent -> agent.region().stream())
                .distinct()
                .count();
        if (dump.master().region().isEmpty() && regions > 1) {
            notes.add("agents are of " + regions + " regions, and the dump does not tell which one is the master's:"
                    + " without a rule about @region others are not offered; a dump of /state tells");
        }
        if (dump.master().hasWhitelist()) {
            notes.add("the master offers only agents of its --whitelist, which the dump does not show");
        }
        return notes;
    }

    private void addGuesses(List<String> notes) {
        var guessed = dump.agents().stream()
                .filter(AgentDump::isGuessed)
                .map(AgentDump::hostname)
                .toList();
        if (!guessed.isEmpty()) {
            notes.add("the dump does not tell how resources in use are reserved; it is assumed that each role uses its"
                    + " own first: " + HostNames.of(guessed) + "; a dump of /slaves or GET_STATE tells");
        }
    }

    private void addOffered(List<String> notes) {
        var offered = dump.agents().stream()
                .filter(agent -> agent.claims().stream().anyMatch(this::isForOthers))
                .map(AgentDump::hostname)
                .toList();
        if (!offered.isEmpty() && !request.onlyIdle()) {
            notes.add("counted as free, but offered to other frameworks at the moment of the dump: something of "
                    + HostNames.of(offered) + "; --only-idle leaves it out");
        }
    }

    private boolean isForOthers(Claim claim) {
        return claim.kind() == Claim.Kind.OFFER
                && !claim.resources().isEmpty()
                && (request.framework().isEmpty() || !claim.framework().equals(request.framework()));
    }

    private void addNamesakes(List<String> notes) {
        if (request.framework().isEmpty()) {
            dump.frameworks().orElse(List.of()).stream()
                    .filter(framework ->
                            framework.name().equals(settings.framework().name()))
                    .filter(framework -> !framework.agents().isEmpty())
                    .forEach(framework -> notes.add("framework " + framework.id() + " has the same name and "
                            + framework.agents().size() + " tasks; if they are workers of this fleet, --framework "
                            + framework.id() + " lets the rules count them"));
        }
    }

    private static void addReserved(Forecast forecast, List<String> notes) {
        var reserved = forecast.reservedForOthers();
        if (!reserved.isEmpty()) {
            Map<String, Amount> sum = new TreeMap<>();
            reserved.values().forEach(there -> there.forEach((name, amount) -> sum.merge(name, amount, Amount::plus)));
            var told = sum.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", "));
            notes.add("free, but out of reach: " + told + " on " + HostNames.of(List.copyOf(reserved.keySet()))
                    + ", reserved for " + String.join(", ", forecast.otherRoles())
                    + "; see mesos.resourcemanager.framework.role");
        }
    }
}
