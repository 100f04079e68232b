/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Amount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds all reasons why a worker of a batch does not fit on a pool after a round. */
final class Judge implements Rule.Cases<Outcome> {
    private final Round round;
    private final Batch batch;
    private final Map<Rule, Gate> gates = new LinkedHashMap<>();
    private int pool;

    Judge(Round round, Batch batch) {
        this.round = round;
        this.batch = batch;
    }

    List<Verdict> verdicts() {
        var verdicts = new ArrayList<Verdict>();
        for (pool = 0; pool < round.terrain().size(); pool++) {
            var there = round.terrain().pool(pool);
            verdicts.add(new Verdict(there.agent(), there.hostname(), there.role(), there.offers(), reasons()));
        }
        return List.copyOf(verdicts);
    }

    private List<Reason> reasons() {
        var reasons = new ArrayList<Reason>();
        var need = batch.need();
        for (var i = 0; i < need.scalars(); i++) {
            lack(need.name(i), need.amount(i), new Amount(batch.free(i, pool)), reasons);
        }
        lack(PortStock.NAME, Amount.of(need.ports()), Amount.of(batch.free(need.scalars(), pool)), reasons);
        if (!round.isOpenTo(batch, pool)) {
            reasons.add(new Reason.KeptForGpus());
        }
        Clusters.required(batch.rule())
                .filter(rule -> !holds(rule))
                .forEach(rule -> reasons.add(new Reason.Unmet(rule.match(this))));
        return reasons;
    }

    private static void lack(String resource, Amount wanted, Amount free, List<Reason> reasons) {
        if (free.compareTo(wanted) < 0) {
            reasons.add(new Reason.Lack(resource, wanted, free));
        }
    }

    private boolean holds(Rule rule) {
        return gates.computeIfAbsent(rule, key -> round.gates().of(key)).holds(pool);
    }

    private Outcome combined(Rule rule, List<Rule> parts) {
        return new Outcome(
                rule,
                holds(rule),
                "",
                parts.stream().map(part -> part.match(this)).toList());
    }

    private Outcome found(Rule rule, Field field) {
        var column = round.terrain().column(field);
        var value = column.value(pool);
        return new Outcome(rule, holds(rule), value == Column.NONE ? "no " + field : column.text(value), List.of());
    }

    private Outcome counted(Rule rule, Field field) {
        var tally = round.gates().tally(field);
        var value = tally.value(pool);
        if (value == Column.NONE) {
            return found(rule, field);
        }
        var count = tally.count(value);
        var workers = count == 1 ? "1 worker" : count + " workers";
        var found = tally.column().text(value) + ", " + workers + " of " + tally.total();
        return new Outcome(rule, holds(rule), found, List.of());
    }

    @Override
    public Outcome all(Rule.All rule) {
        return combined(rule, rule.parts());
    }

    @Override
    public Outcome any(Rule.AnyOf rule) {
        return combined(rule, rule.parts());
    }

    @Override
    public Outcome not(Rule.Not rule) {
        return combined(rule, List.of(rule.part()));
    }

    @Override
    public Outcome is(Rule.Is rule) {
        return found(rule, rule.field());
    }

    @Override
    public Outcome hostAttribute(Rule.HostAttribute rule) {
        return found(rule, rule.field());
    }

    @Override
    public Outcome like(Rule.Like rule) {
        return found(rule, rule.field());
    }

    @Override
    public Outcome unlike(Rule.Unlike rule) {
        return found(rule, rule.field());
    }

    @Override
    public Outcome cluster(Rule.Cluster rule) {
        return rule.value().isPresent() ? found(rule, rule.field()) : counted(rule, rule.field());
    }

    @Override
    public Outcome unique(Rule.Unique rule) {
        return counted(rule, rule.field());
    }

    @Override
    public Outcome maxPer(Rule.MaxPer rule) {
        return counted(rule, rule.field());
    }

    @Override
    public Outcome groupBy(Rule.GroupBy rule) {
        return counted(rule, rule.field());
    }
}
