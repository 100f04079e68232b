/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rules of one fleet.
 *
 * @param required has to hold wherever a worker is placed
 * @param preferred make an agent better, the more the greater their weight
 */
public record RuleSet(Rule required, List<Preference> preferred) {
    /** No rules. */
    public static final RuleSet NONE = new RuleSet(Rule.ANYWHERE, List.of());

    /** The greatest weight of one preference. */
    public static final int MAX_WEIGHT = 1000;

    private static final int MAX_PREFERENCES = 1000;

    public RuleSet {
        preferred = List.copyOf(preferred);
        if (preferred.size() > MAX_PREFERENCES) {
            throw new IllegalArgumentException("more than " + MAX_PREFERENCES + " preferences");
        }
    }

    /** A rule that need not hold. */
    public record Preference(int weight, Rule rule) {
        public Preference {
            if (weight < 1 || weight > MAX_WEIGHT) {
                throw new IllegalArgumentException("weight not in 1 to " + MAX_WEIGHT + ": " + weight);
            }
        }

        @Override
        public String toString() {
            return "prefer " + weight + " " + rule;
        }
    }

    /** These rules and another one. */
    public RuleSet and(Rule other) {
        return new RuleSet(new Rule.All(List.of(required, other)), preferred);
    }

    /** The fields that rules look at. */
    public List<Field> fields() {
        return Fields.of(rules());
    }

    private List<Rule> rules() {
        var rules = new ArrayList<Rule>();
        rules.add(required);
        preferred.forEach(preference -> rules.add(preference.rule()));
        return rules;
    }

    @Override
    public String toString() {
        var texts = new ArrayList<String>();
        if (!required.toString().isEmpty()) {
            texts.add(required.toString());
        }
        preferred.forEach(preference -> texts.add(preference.toString()));
        return texts.stream().collect(Collectors.joining("; "));
    }
}
