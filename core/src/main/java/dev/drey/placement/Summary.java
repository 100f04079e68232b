/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Amount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the verdicts of all agents into a sentence. */
final class Summary {
    private final List<Verdict> verdicts;
    private final Map<String, Lacking> lacks = new LinkedHashMap<>();
    private final Map<Rule, Integer> unmet = new LinkedHashMap<>();
    private int kept;

    private record Lacking(int agents, Amount largest, Amount wanted) {
        private Lacking and(Lacking other) {
            return new Lacking(
                    agents + other.agents, largest.compareTo(other.largest) > 0 ? largest : other.largest, wanted);
        }
    }

    Summary(List<Verdict> verdicts) {
        this.verdicts = verdicts;
        verdicts.forEach(verdict -> verdict.reasons().forEach(this::add));
    }

    private void add(Reason reason) {
        if (reason instanceof Reason.Lack lack) {
            lacks.merge(lack.resource(), new Lacking(1, lack.free(), lack.wanted()), Lacking::and);
        } else if (reason instanceof Reason.Unmet rule) {
            unmet.merge(rule.outcome().rule(), 1, Integer::sum);
        } else {
            kept++;
        }
    }

    String text() {
        var clauses = new ArrayList<String>();
        lacks.forEach((resource, lack) -> clauses.add(count(lack.agents(), clauses.isEmpty())
                + (lack.agents() == 1 ? " lacks " : " lack ") + resource + ": largest " + lack.largest() + ", wanted "
                + lack.wanted()));
        unmet.forEach((rule, agents) ->
                clauses.add(count(agents, clauses.isEmpty()) + (agents == 1 ? " fails " : " fail ") + rule));
        if (kept > 0) {
            clauses.add(count(kept, clauses.isEmpty()) + (kept == 1 ? " is" : " are") + " kept for GPU workers");
        }
        Remedy.of(verdicts).ifPresent(remedy -> clauses.add("would help: " + remedy));
        return String.join("; ", clauses);
    }

    private String count(int agents, boolean isFirst) {
        return isFirst ? agents + " of " + verdicts.size() + " " + noun() : Integer.toString(agents);
    }

    /* Offers of one agent to two roles are two pools: then agents would be counted twice. */
    private String noun() {
        var distinct = verdicts.stream().map(Verdict::agent).distinct().count();
        var noun = distinct == verdicts.size() ? "agent" : "agent-role pair";
        return verdicts.size() == 1 ? noun : noun + "s";
    }
}
