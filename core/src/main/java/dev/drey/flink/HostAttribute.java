/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.ArrayList;
import java.util.List;

/** A condition that an agent must meet: its text attribute {@code name}, or its {@code HOSTNAME}, is {@code value}. */
public record HostAttribute(String name, String value) {

    static List<HostAttribute> readAll(OptionReader reader) {
        var option = MesosOptions.HARD_HOST_ATTRIBUTE;
        var attributes = new ArrayList<HostAttribute>();
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
                attributes.add(new HostAttribute(
                        item.substring(0, colon).strip(),
                        item.substring(colon + 1).strip()));
            }
            position += item.length();
        }
        return List.copyOf(attributes);
    }

    private static String example(String item) {
        return item.contains("=") ? "" : ":<value>";
    }

    @Override
    public String toString() {
        return name + ":" + value;
    }
}
