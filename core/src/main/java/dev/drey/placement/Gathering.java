/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Amount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts agents that refuse a worker for the same reasons together. */
final class Gathering {
    /* The reasons are the same if the same resources are short, and the same rules fail in the same parts: how much is
     * short, and which value a rule found, does not make a group of its own. */
    private final Batch batch;
    private final List<Rule> rules;
    private final Map<String, Party> parties = new LinkedHashMap<>();
    private int agents;

    /** Agents of one group: their verdicts, and which pools they are about. */
    private record Party(List<Verdict> verdicts, List<Integer> pools) {}

    Gathering(Batch batch) {
        this.batch = batch;
        this.rules = Clusters.required(batch.rule()).toList();
    }

    /** @param verdicts one for each pool */
    static WhyNot of(Batch batch, List<Verdict> verdicts) {
        var gathering = new Gathering(batch);
        for (var pool = 0; pool < verdicts.size(); pool++) {
            gathering.add(pool, verdicts.get(pool));
        }
        return WhyNot.largestFirst(
                gathering.agents,
                gathering.parties.values().stream().map(gathering::group).toList(),
                0,
                Remedy.of(verdicts));
    }

    private void add(int pool, Verdict verdict) {
        var key = new StringBuilder();
        verdict.reasons().forEach(reason -> describe(reason, key));
        var party = parties.computeIfAbsent(key.toString(), name -> new Party(new ArrayList<>(), new ArrayList<>()));
        party.verdicts().add(verdict);
        party.pools().add(pool);
        agents++;
    }

    private void describe(Reason reason, StringBuilder key) {
        if (reason instanceof Reason.Lack lack) {
            key.append('/').append(lack.resource());
        } else if (reason instanceof Reason.Unmet unmet) {
            key.append('?').append(number(unmet.outcome().rule()));
            shape(unmet.outcome(), key);
        } else {
            key.append('!');
        }
    }

    /* The judge's outcomes have the very rules of the batch. */
    private int number(Rule rule) {
        var number = 0;
        while (rules.get(number) != rule) {
            number++;
        }
        return number;
    }

    private static void shape(Outcome outcome, StringBuilder key) {
        key.append(outcome.holds() ? '+' : '-');
        outcome.parts().forEach(part -> shape(part, key));
    }

    private WhyNot.Group group(Party party) {
        var first = party.verdicts().get(0);
        var conditions = new ArrayList<WhyNot.Condition>();
        var need = batch.need();
        for (var i = 0; i < need.scalars(); i++) {
            conditions.add(amount(party, need.name(i), i));
        }
        if (need.ports() > 0) {
            conditions.add(amount(party, PortStock.NAME, need.scalars()));
        }
        if (first.reasons().stream().anyMatch(Reason.KeptForGpus.class::isInstance)) {
            conditions.add(new WhyNot.Condition("no GPUs", false, "", "kept for workers that need some"));
        }
        rules.forEach(rule -> conditions.add(rule(party, rule)));
        return new WhyNot.Group(
                party.verdicts().size(),
                party.verdicts().stream()
                        .limit(WhyNot.MOST_HOSTS)
                        .map(Verdict::hostname)
                        .toList(),
                conditions,
                Remedy.of(party.verdicts()));
    }

    private WhyNot.Condition amount(Party party, String name, int resource) {
        var least = Long.MAX_VALUE;
        var most = 0L;
        for (var pool : party.pools()) {
            least = Math.min(least, batch.free(resource, pool));
            most = Math.max(most, batch.free(resource, pool));
        }
        var wanted = batch.wanted(resource);
        var found = least == most ? told(name, most) : told(name, least) + " to " + told(name, most);
        return new WhyNot.Condition(name, least >= wanted, told(name, wanted), found);
    }

    /* Ports are counted in whole units, everything else in thousandths. */
    private static String told(String name, long amount) {
        return name.equals(PortStock.NAME) ? Long.toString(amount) : new Amount(amount).toString();
    }

    private static WhyNot.Condition rule(Party party, Rule rule) {
        var outcomes = party.verdicts().stream()
                .flatMap(verdict -> verdict.reasons().stream())
                .filter(reason ->
                        reason instanceof Reason.Unmet unmet && unmet.outcome().rule() == rule)
                .map(reason -> ((Reason.Unmet) reason).outcome())
                .toList();
        return outcomes.isEmpty() ? new WhyNot.Condition(rule.toString(), true, "", "") : Findings.of(outcomes);
    }
}
