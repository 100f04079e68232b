/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What one rule found on several agents on which it fails in the same parts: a few of the values, part by part. */
final class Findings {
    private static final int MOST = 3;

    private Findings() {}

    static WhyNot.Condition of(List<Outcome> outcomes) {
        var first = outcomes.get(0);
        var parts = new ArrayList<WhyNot.Condition>();
        for (var i = 0; i < first.parts().size(); i++) {
            var part = i;
            parts.add(of(
                    outcomes.stream().map(outcome -> outcome.parts().get(part)).toList()));
        }
        return new WhyNot.Condition(first.rule().toString(), first.holds(), "", found(outcomes), parts);
    }

    private static String found(List<Outcome> outcomes) {
        var distinct = new LinkedHashSet<String>();
        for (var outcome : outcomes) {
            distinct.add(outcome.found());
            if (distinct.size() > MOST) {
                break;
            }
        }
        var told = String.join("; ", distinct.stream().limit(MOST).toList());
        return distinct.size() > MOST ? told + "; and others" : told;
    }
}
