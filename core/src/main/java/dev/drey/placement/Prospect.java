/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Offer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Whether a rule may ever hold on an agent, whatever workers come and go. */
public final class Prospect implements Rule.Cases<Prospect.Chance> {
    private final Offer offer;

    /** What can become of a rule. */
    record Chance(boolean canHold, boolean canFail) {}

    private Prospect(Offer offer) {
        this.offer = offer;
    }

    /** False if the offer is of an agent that its own values keep out for good. */
    public static boolean mayHold(Rule rule, Offer offer) {
        return rule.match(new Prospect(offer)).canHold();
    }

    private static Chance certain(boolean holds) {
        return new Chance(holds, !holds);
    }

    private Chance value(Field field, Predicate<String> condition) {
        return certain(field.on(offer).filter(condition).isPresent());
    }

    private Chance counting(Field field) {
        return new Chance(field.on(offer).isPresent(), true);
    }

    private Chance is(Field field, String wanted) {
        var canonical = ValueText.canonical(wanted).orElse(wanted);
        return value(field, text -> text.equals(wanted) || text.equals(canonical));
    }

    @Override
    public Chance all(Rule.All rule) {
        var parts = rule.parts().stream().map(part -> part.match(this)).toList();
        return new Chance(
                parts.stream().allMatch(Chance::canHold), parts.stream().anyMatch(Chance::canFail));
    }

    @Override
    public Chance any(Rule.AnyOf rule) {
        var parts = rule.parts().stream().map(part -> part.match(this)).toList();
        return new Chance(
                parts.stream().anyMatch(Chance::canHold), parts.stream().allMatch(Chance::canFail));
    }

    @Override
    public Chance not(Rule.Not rule) {
        var part = rule.part().match(this);
        return new Chance(part.canFail(), part.canHold());
    }

    @Override
    public Chance is(Rule.Is rule) {
        return is(rule.field(), rule.value());
    }

    @Override
    public Chance hostAttribute(Rule.HostAttribute rule) {
        return value(rule.field(), rule.value()::equals);
    }

    @Override
    public Chance like(Rule.Like rule) {
        return value(rule.field(), Pattern.compile(rule.regex()).asMatchPredicate());
    }

    @Override
    public Chance unlike(Rule.Unlike rule) {
        var isAlike = value(rule.field(), Pattern.compile(rule.regex()).asMatchPredicate());
        return certain(!isAlike.canHold());
    }

    @Override
    public Chance cluster(Rule.Cluster rule) {
        return rule.value().isPresent() ? is(rule.field(), rule.value().get()) : counting(rule.field());
    }

    @Override
    public Chance unique(Rule.Unique rule) {
        return counting(rule.field());
    }

    @Override
    public Chance maxPer(Rule.MaxPer rule) {
        return counting(rule.field());
    }

    @Override
    public Chance groupBy(Rule.GroupBy rule) {
        return counting(rule.field());
    }
}
