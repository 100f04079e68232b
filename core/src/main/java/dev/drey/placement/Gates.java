/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Makes rules ready for one round: each distinct value is tested once, and counting is counting in arrays. */
final class Gates implements Rule.Cases<Gate> {
    private final Situation situation;
    private final Map<Field, Tally> tallies = new LinkedHashMap<>();
    private final List<Tally> inOrder = new ArrayList<>();
    private final Optional<Choice> choice;

    /** The value at which the first worker of a CLUSTER without value is to go. */
    record Choice(Field field, int value) {}

    Gates(Situation situation, Optional<Choice> choice) {
        this.situation = situation;
        this.choice = choice;
    }

    Gate of(Rule rule) {
        return rule.match(this);
    }

    /** A worker is placed there. */
    void place(int pool) {
        for (var i = 0; i < inOrder.size(); i++) {
            inOrder.get(i).add(pool);
        }
    }

    /** How many workers there are at the values of this field. */
    Tally tally(Field field) {
        return tallies.computeIfAbsent(field, name -> {
            var tally = situation.tally(name);
            inOrder.add(tally);
            return tally;
        });
    }

    private Gate fixed(Field field, boolean holdsWithoutValue, Predicate<String> holds) {
        var column = situation.terrain().column(field);
        var answers = new boolean[column.size()];
        answers[Column.NONE] = holdsWithoutValue;
        for (var value = 1; value < answers.length; value++) {
            answers[value] = holds.test(column.text(value));
        }
        return new Gate.Fixed(column, answers);
    }

    private Gate is(Field field, String value) {
        return only(field, value, ValueText.canonical(value).orElse(value));
    }

    private Gate only(Field field, String... texts) {
        var column = situation.terrain().column(field);
        var answers = new boolean[column.size()];
        for (var text : texts) {
            answers[column.number(text)] = true;
        }
        answers[Column.NONE] = false;
        return new Gate.Fixed(column, answers);
    }

    private List<Gate> parts(List<Rule> parts) {
        var gates = new ArrayList<Gate>(parts.size());
        for (var part : parts) {
            gates.add(of(part));
        }
        return gates;
    }

    @Override
    public Gate all(Rule.All rule) {
        var parts = new ArrayList<Gate>(rule.parts().size());
        for (var part : rule.parts()) {
            if (!part.equals(Rule.ANYWHERE)) {
                parts.add(of(part));
            }
        }
        return parts.size() == 1 ? parts.get(0) : new Gate.Every(parts);
    }

    @Override
    public Gate any(Rule.AnyOf rule) {
        return new Gate.Some(parts(rule.parts()));
    }

    @Override
    public Gate not(Rule.Not rule) {
        return new Gate.Opposite(of(rule.part()));
    }

    @Override
    public Gate is(Rule.Is rule) {
        return is(rule.field(), rule.value());
    }

    @Override
    public Gate hostAttribute(Rule.HostAttribute rule) {
        return only(rule.field(), rule.value());
    }

    @Override
    public Gate like(Rule.Like rule) {
        return fixed(rule.field(), false, Pattern.compile(rule.regex()).asMatchPredicate());
    }

    @Override
    public Gate unlike(Rule.Unlike rule) {
        return fixed(
                rule.field(),
                true,
                Pattern.compile(rule.regex()).asMatchPredicate().negate());
    }

    @Override
    public Gate cluster(Rule.Cluster rule) {
        if (rule.value().isPresent()) {
            return is(rule.field(), rule.value().get());
        }
        var chosen = choice.filter(made -> made.field().equals(rule.field()))
                .map(Choice::value)
                .orElse(Column.NONE);
        return new Gate.Together(tally(rule.field()), chosen);
    }

    @Override
    public Gate unique(Rule.Unique rule) {
        return new Gate.Below(tally(rule.field()), 1);
    }

    @Override
    public Gate maxPer(Rule.MaxPer rule) {
        return new Gate.Below(tally(rule.field()), rule.most());
    }

    @Override
    public Gate groupBy(Rule.GroupBy rule) {
        return new Gate.Even(tally(rule.field()), rule.least());
    }
}
