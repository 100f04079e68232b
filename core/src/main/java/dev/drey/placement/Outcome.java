/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of a rule on one agent, with its parts: a tree as the rule is one.
 *
 * @param found what the agent has, for instance {@code r1, 2 workers}; empty for combined rules
 */
public record Outcome(Rule rule, boolean holds, String found, List<Outcome> parts) {
    public Outcome {
        parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
        if (parts.isEmpty()) {
            return rule + " (" + found + ")";
        }
        var details = parts.stream()
                .map(part -> (part.holds() ? "holds: " : "fails: ") + part)
                .collect(Collectors.joining("; "));
        return rule + " [" + details + "]";
    }
}
