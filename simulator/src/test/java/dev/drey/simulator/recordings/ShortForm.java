/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Resources in a few characters each, as the recordings show them where only amounts matter. */
final class ShortForm {
    private static final MathContext SIX_DIGITS = new MathContext(6);

    private ShortForm() {}

    static List<String> of(JsonNode resources) {
        var all = new ArrayList<String>();
        resources.forEach(resource -> all.add(resource.path("name").asText() + tag(resource) + ":" + value(resource)));
        all.sort(String::compareTo);
        return all;
    }

    private static String value(JsonNode resource) {
        if (resource.has("scalar")) {
            var thousandths = Math.round(resource.at("/scalar/value").doubleValue() * 1000) / 1000.0;
            return new BigDecimal(String.valueOf(thousandths))
                    .round(SIX_DIGITS)
                    .stripTrailingZeros()
                    .toPlainString();
        }
        var ranges = new StringJoiner(",", "[", "]");
        resource.at("/ranges/range")
                .forEach(range -> ranges.add(
                        range.path("begin").asText() + "-" + range.path("end").asText()));
        return ranges.toString();
    }

    private static String tag(JsonNode resource) {
        var tag = new StringBuilder();
        if (resource.path("reservations").size() > 0) {
            var stack = new StringJoiner("/", "(", ")");
            resource.get("reservations")
                    .forEach(one -> stack.add(one.path("type").asText("?") + ":"
                            + one.path("role").asText()));
            tag.append(stack);
        } else if (!resource.path("role").asText("*").equals("*")) {
            tag.append("(").append(resource.path("role").asText());
            tag.append(resource.has("reservation") ? ",dynamic)" : ")");
        }
        var volume = resource.at("/disk/persistence/id").asText();
        return volume.isEmpty()
                ? tag.toString()
                : tag.append("[" + volume + "]").toString();
    }
}
