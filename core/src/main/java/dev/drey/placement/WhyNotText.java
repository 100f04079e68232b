/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.ArrayList;
import java.util.List;

/** Writes a {@link WhyNot} as an indented tree for people, one line for each group and condition. */
public final class WhyNotText {
    private static final String STEP = "  ";

    private final List<String> lines = new ArrayList<>();

    private WhyNotText() {}

    /** The lines of the tree, the outermost of which are indented by {@code indent}. */
    public static List<String> lines(WhyNot whyNot, String indent) {
        var text = new WhyNotText();
        whyNot.groups().forEach(group -> text.add(indent, group, whyNot.agents()));
        if (whyNot.leftOut() > 0) {
            text.lines.add(indent + whyNot.leftOut() + " more for other reasons");
        }
        return List.copyOf(text.lines);
    }

    private void add(String indent, WhyNot.Group group, int all) {
        lines.add(indent + group.agents() + " of " + all + (all == 1 ? " agent: " : " agents: ") + hosts(group));
        group.conditions().forEach(condition -> add(indent + STEP, condition));
        group.wouldHelp().ifPresent(help -> lines.add(indent + STEP + "would help: " + help));
    }

    private static String hosts(WhyNot.Group group) {
        var more = group.agents() - group.hosts().size();
        return String.join(", ", group.hosts()) + (more > 0 ? " and " + more + " more" : "");
    }

    private void add(String indent, WhyNot.Condition condition) {
        lines.add(indent + (condition.holds() ? "holds " : "FAILS ") + condition.name() + detail(condition));
        condition.parts().forEach(part -> add(indent + STEP, part));
    }

    private static String detail(WhyNot.Condition condition) {
        if (condition.wanted().isEmpty()) {
            return condition.found().isEmpty() ? "" : ": " + condition.found();
        }
        return ": " + condition.wanted() + " wanted, " + condition.found() + " free";
    }
}
