/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The least that would have to change for one more worker to be placed. */
final class Remedy {
    private Remedy() {}

    static Optional<String> of(List<Verdict> verdicts) {
        return room(verdicts).or(() -> rules(verdicts));
    }

    /* The agent where only resources are short, and least of them. */
    private static Optional<String> room(List<Verdict> verdicts) {
        Optional<Verdict> best = Optional.empty();
        for (var verdict : verdicts) {
            var isOnlyRoom = verdict.reasons().stream().allMatch(Reason.Lack.class::isInstance);
            if (isOnlyRoom && best.filter(other -> gap(other) <= gap(verdict)).isEmpty()) {
                best = Optional.of(verdict);
            }
        }
        return best.map(verdict -> verdict.reasons().stream()
                .map(reason -> more((Reason.Lack) reason))
                .collect(Collectors.joining(" and ", "", " on " + verdict.hostname())));
    }

    private static double gap(Verdict verdict) {
        return verdict.reasons().stream()
                .map(Reason.Lack.class::cast)
                .mapToDouble(lack -> 1 - lack.free().units() / lack.wanted().units())
                .sum();
    }

    private static String more(Reason.Lack lack) {
        return lack.wanted().minus(lack.free()).orElseThrow() + " more " + lack.resource();
    }

    private static Optional<String> rules(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.reasons().stream().noneMatch(Reason.Lack.class::isInstance))
                .min((a, b) -> Integer.compare(a.reasons().size(), b.reasons().size()))
                .map(verdict -> verdict.reasons().stream()
                        .map(Remedy::agentWith)
                        .distinct()
                        .collect(Collectors.joining(" and ", "an agent with room ", "")));
    }

    private static String agentWith(Reason reason) {
        if (!(reason instanceof Reason.Unmet unmet)) {
            return "that has no GPUs";
        }
        var rule = unmet.outcome().rule();
        if (rule instanceof Rule.Unique unique) {
            return "and a " + unique.field() + " that no worker is on";
        }
        if (rule instanceof Rule.MaxPer max) {
            return "and a " + max.field() + " with fewer than " + max.most() + " workers";
        }
        if (rule instanceof Rule.GroupBy group) {
            return "and the " + group.field() + " that has the fewest workers";
        }
        return "where " + rule + " holds";
    }
}
