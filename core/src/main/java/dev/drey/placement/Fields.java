/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the fields that rules look at, each once, in the order in which they are named. */
final class Fields implements Rule.Cases<Void> {
    private final Set<Field> found = new LinkedHashSet<>();

    private Fields() {}

    static List<Field> of(List<Rule> rules) {
        var fields = new Fields();
        rules.forEach(rule -> rule.match(fields));
        return List.copyOf(fields.found);
    }

    private Void add(Field field) {
        found.add(field);
        return null;
    }

    @Override
    public Void all(Rule.All rule) {
        rule.parts().forEach(part -> part.match(this));
        return null;
    }

    @Override
    public Void any(Rule.AnyOf rule) {
        rule.parts().forEach(part -> part.match(this));
        return null;
    }

    @Override
    public Void not(Rule.Not rule) {
        return rule.part().match(this);
    }

    @Override
    public Void is(Rule.Is rule) {
        return add(rule.field());
    }

    @Override
    public Void hostAttribute(Rule.HostAttribute rule) {
        return add(rule.field());
    }

    @Override
    public Void like(Rule.Like rule) {
        return add(rule.field());
    }

    @Override
    public Void unlike(Rule.Unlike rule) {
        return add(rule.field());
    }

    @Override
    public Void cluster(Rule.Cluster rule) {
        return add(rule.field());
    }

    @Override
    public Void unique(Rule.Unique rule) {
        return add(rule.field());
    }

    @Override
    public Void maxPer(Rule.MaxPer rule) {
        return add(rule.field());
    }

    @Override
    public Void groupBy(Rule.GroupBy rule) {
        return add(rule.field());
    }
}
