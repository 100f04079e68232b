/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Amount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Verdicts that have the same reasons up to amounts and values; there is at least one. */
final class VerdictGroup {
    private final List<Verdict> verdicts;
    private final boolean isRoleTold;

    private VerdictGroup(List<Verdict> verdicts, boolean isRoleTold) {
        this.verdicts = verdicts;
        this.isRoleTold = isRoleTold;
    }

    /** The groups of these verdicts: those with the fewest reasons first, then the largest. */
    static List<VerdictGroup> of(List<Verdict> verdicts) {
        var roles = verdicts.stream().map(Verdict::role).distinct().count();
        Map<List<String>, List<Verdict>> groups = new LinkedHashMap<>();
        for (var verdict : verdicts) {
            var kinds = verdict.reasons().stream().map(VerdictGroup::kind).toList();
            groups.computeIfAbsent(kinds, key -> new ArrayList<>()).add(verdict);
        }
        return groups.values().stream()
                .map(group -> new VerdictGroup(group, roles > 1))
                .sorted(Comparator.<VerdictGroup>comparingInt(
                                group -> group.reasons(0).size())
                        .thenComparing(group -> -group.verdicts.size()))
                .toList();
    }

    private static String kind(Reason reason) {
        if (reason instanceof Reason.Lack lack) {
            return "lack " + lack.resource();
        }
        return reason instanceof Reason.Unmet unmet ? "unmet " + shape(unmet.outcome()) : "kept";
    }

    /* Which parts of a rule hold, but not why. */
    private static String shape(Outcome outcome) {
        return outcome.rule() + " " + outcome.holds()
                + outcome.parts().stream().map(VerdictGroup::shape).toList();
    }

    private List<Reason> reasons(int verdict) {
        return verdicts.get(verdict).reasons();
    }

    VerdictTree tree() {
        var names = verdicts.stream().map(this::name).toList();
        var reasons =
                IntStream.range(0, reasons(0).size()).mapToObj(this::reason).toList();
        return new VerdictTree(VerdictTree.agents(names), reasons);
    }

    private String name(Verdict verdict) {
        return verdict.hostname() + (isRoleTold ? " for role " + verdict.role() : "");
    }

    private VerdictTree reason(int index) {
        var alike =
                verdicts.stream().map(verdict -> verdict.reasons().get(index)).toList();
        var first = alike.get(0);
        if (first instanceof Reason.Lack lack) {
            return VerdictTree.leaf(lacking(
                    lack,
                    alike.stream()
                            .map(Reason.Lack.class::cast)
                            .map(Reason.Lack::free)
                            .toList()));
        }
        if (first instanceof Reason.Unmet) {
            return outcome(alike.stream()
                    .map(Reason.Unmet.class::cast)
                    .map(Reason.Unmet::outcome)
                    .toList());
        }
        return VerdictTree.leaf(first.toString());
    }

    private static String lacking(Reason.Lack lack, List<Amount> free) {
        var least = free.stream().min(Comparator.naturalOrder()).orElseThrow();
        var most = free.stream().max(Comparator.naturalOrder()).orElseThrow();
        var told = least.equals(most) ? least.toString() : least + " to " + most;
        return "lacks " + lack.resource() + ": " + told + " free, " + lack.wanted() + " wanted";
    }

    private static VerdictTree outcome(List<Outcome> alike) {
        var first = alike.get(0);
        var text = (first.holds() ? "holds: " : "fails: ") + first.rule();
        if (first.parts().isEmpty()) {
            var found = new LinkedHashSet<String>();
            alike.forEach(outcome -> found.add(outcome.found()));
            return VerdictTree.leaf(text + " (" + VerdictTree.first(List.copyOf(found), "; ") + ")");
        }
        var parts = IntStream.range(0, first.parts().size())
                .mapToObj(part -> outcome(
                        alike.stream().map(outcome -> outcome.parts().get(part)).toList()))
                .toList();
        return new VerdictTree(text, parts);
    }
}
