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
    private final Terrain terrain;
    private final Map<Field, Tally> tallies = new LinkedHashMap<>();
    private final List<Tally> inOrder = new ArrayList<>();
    private final Optional<Choice> choice;

    /** The value at which the first worker of a CLUSTER without value is to go. */
    record Choice(Field field, int value) {}

    Gates(Terrain terrain, Optional<Choice> choice) {
        this.terrain = terrain;
        this.choice = choice;
    }

    Gate of(Rule rule) {
        return rule.match(this);
    }

    /** A worker is placed there. */
    void place(int pool) {
        for (var tally : inOrder) {
            tally.add(pool);
        }
    }

    /** How many workers there are at the values of this field. */
    Tally tally(Field field) {
        return tallies.computeIfAbsent(field, name -> {
            var tally = new Tally(terrain.column(name));
            inOrder.add(tally);
            return tally;
        });
    }

    private Gate fixed(Field field, boolean holdsWithoutValue, Predicate<String> holds) {
        var column = terrain.column(field);
        var answers = new boolean[column.size()];
        answers[Column.NONE] = holdsWithoutValue;
        for (var value = 1; value < answers.length; value++) {
            answers[value] = holds.test(column.text(value));
        }
        return new Gate.Fixed(column, answers);
    }

    private Gate is(Field field, String value) {
        var canonical = ValueText.canonical(value).orElse(value);
        return fixed(field, false, text -> text.equals(value) || text.equals(canonical));
    }

    private List<Gate> parts(List<Rule> parts) {
        return parts.stream().map(this::of).toList();
    }

    @Override
    public Gate all(Rule.All rule) {
        var parts = parts(rule.parts().stream()
                .filter(part -> !part.equals(Rule.ANYWHERE))
                .toList());
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
        return fixed(rule.field(), false, rule.value()::equals);
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
