/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.placement.PlacementSettings;
import dev.drey.placement.Rule;
import dev.drey.placement.RuleParser;
import dev.drey.placement.RuleSet;
import dev.drey.placement.RuleSyntaxException;
import java.time.Duration;

/** Reads the options that say where workers may run. */
final class PlacementOptions {
    private PlacementOptions() {}

    static PlacementSettings read(OptionReader reader) {
        return new PlacementSettings(
                rules(reader),
                reader.get(MesosOptions.PLACEMENT_POLICY),
                reader.get(MesosOptions.PLACEMENT_KEEP_GPU_AGENTS),
                avoidsFailing(reader));
    }

    private static RuleSet rules(OptionReader reader) {
        var rules = ruleSet(reader);
        var attributes = HostAttributes.read(reader);
        return attributes.isEmpty() ? rules : rules.and(new Rule.All(attributes));
    }

    private static RuleSet ruleSet(OptionReader reader) {
        try {
            return RuleParser.parse(reader.text(MesosOptions.PLACEMENT_RULES).orElse(""));
        } catch (RuleSyntaxException e) {
            reader.report(MesosOptions.PLACEMENT_RULES, e.reason() + " at position " + e.position(), e.remedy());
            return RuleSet.NONE;
        }
    }

    private static Duration avoidsFailing(OptionReader reader) {
        var duration = reader.get(MesosOptions.PLACEMENT_AVOID_FAILING);
        if (duration.isNegative()) {
            reader.report(MesosOptions.PLACEMENT_AVOID_FAILING, "it is below zero", "for instance 10 min");
            return MesosOptions.PLACEMENT_AVOID_FAILING.defaultValue();
        }
        return duration;
    }
}
