/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.placement.Field;
import dev.drey.placement.Rule;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code mesos.constraints.hard.hostattribute}: text attributes, or the HOSTNAME, that an agent must have. */
final class HostAttributes {
    private HostAttributes() {}

    /** A rule for each item; malformed ones are problems. */
    static List<Rule> read(OptionReader reader) {
        var option = MesosOptions.HARD_HOST_ATTRIBUTE;
        var rules = new ArrayList<Rule>();
        var text = reader.text(option).orElse("");
        int position = 0;
        for (var item : reader.items(option)) {
            position = text.indexOf(item, position);
            int colon = item.indexOf(':');
            if (colon < 1 || colon == item.length() - 1) {
                reader.report(ConfigProblem.at(option.key(), item)
                        .because("expected <attribute>:<value> at position " + (position + 1))
                        .tryInstead(
                                "for instance " + item.replace('=', ':').replaceAll("^:+|:+$", "") + example(item)));
            } else {
                rules.add(new Rule.HostAttribute(
                        Field.ofHostAttribute(item.substring(0, colon).strip()),
                        item.substring(colon + 1).strip()));
            }
            position += item.length();
        }
        return List.copyOf(rules);
    }

    private static String example(String item) {
        return item.contains("=") ? "" : ":<value>";
    }
}
