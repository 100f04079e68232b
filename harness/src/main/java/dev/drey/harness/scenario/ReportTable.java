/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as a table of text, the same whatever world it comes from. */
public final class ReportTable {
    private ReportTable() {}

    /** A heading, a line per verdict, a line with the facts, and where the artefacts are. */
    public static String of(Report report) {
        var text = new StringBuilder();
        line(text, "world=%s scenario='%s' seed=%d", report.world(), report.scenario(), report.seed());
        int width = report.verdicts().stream()
                .mapToInt(verdict -> verdict.name().length())
                .max()
                .orElse(1);
        report.verdicts().stream()
                .sorted(Comparator.comparing(Verdict::kind))
                .forEach(verdict -> line(
                        text,
                        "  %-9s  %-" + width + "s  %-11s %s",
                        verdict.kind(),
                        verdict.name(),
                        verdict.outcome(),
                        verdict.message()));
        if (!report.facts().isEmpty()) {
            line(
                    text,
                    "  %s",
                    report.facts().entrySet().stream()
                            .map(fact -> fact.getKey() + "=" + fact.getValue())
                            .collect(Collectors.joining(" ")));
        }
        report.artefacts().ifPresent(folder -> line(text, "  artefacts: %s", folder));
        line(text, "%s", report.isGood() ? "all held" : report.broken().size() + " broken");
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append(System.lineSeparator());
    }
}
