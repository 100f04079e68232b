/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drey.model.Amount;
import dev.drey.model.Reservation;
import dev.drey.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Value;

/*
 * {"cpus": 4.0, "mem": 8192.0, "ports": "[31000-31999]"}: scalars are numbers, ranges and sets are text, revocable
 * resources have a name of their own (mesos: common/http.cpp, model(Resources)).
 */
/** Reads the short form in which a master shows resources and attributes. */
final class Sums {
    private static final String REVOCABLE = "_revocable";
    private static final Pattern RANGES = Pattern.compile("\\[\\s*\\d+\\s*-\\s*\\d+\\s*(,\\s*\\d+\\s*-\\s*\\d+\\s*)*]");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})\\s*-\\s*(\\d{1,18})");
    private static final Pattern ITEMS = Pattern.compile("\\{.*}");

    private Sums() {}

    /** Resources that workers can take; how they are reserved is not told. */
    static List<Resource> resources(JsonNode sums) {
        return resources(sums, List.of());
    }

    static List<Resource> reserved(JsonNode sums, String role) {
        return resources(sums, List.of(new Reservation(Reservation.Type.STATIC, role, Optional.empty(), List.of())));
    }

    private static List<Resource> resources(JsonNode sums, List<Reservation> reservations) {
        var resources = new ArrayList<Resource>();
        sums.properties().forEach(sum -> {
            if (!sum.getKey().endsWith(REVOCABLE)) {
                value(sum.getValue())
                        .ifPresent(value -> resources.add(new Resource(sum.getKey(), value, reservations)));
            }
        });
        return resources;
    }

    private static Optional<Resource.Value> value(JsonNode sum) {
        if (sum.isNumber()) {
            var amount = Amount.of(Math.max(0, sum.asDouble()));
            return amount.isZero() ? Optional.empty() : Optional.of(new Resource.Scalar(amount));
        }
        if (!RANGES.matcher(sum.asText()).matches()) {
            return Optional.empty();
        }
        var ranges = RANGE.matcher(sum.asText())
                .results()
                .map(range -> new long[] {Long.parseLong(range.group(1)), Long.parseLong(range.group(2))})
                .filter(range -> range[0] <= range[1])
                .map(range -> new Resource.Range(range[0], range[1]))
                .toList();
        return ranges.isEmpty() ? Optional.empty() : Optional.of(new Resource.Ranges(ranges));
    }

    static List<Attribute> attributes(JsonNode attributes) {
        return attributes.properties().stream()
                .map(attribute -> attribute(attribute.getKey(), attribute.getValue()))
                .toList();
    }

    /* What looks like ranges or a set is some: an agent reads its attributes in the same way. */
    private static Attribute attribute(String name, JsonNode value) {
        var attribute = Attribute.newBuilder().setName(name);
        var text = value.asText();
        if (value.isNumber()) {
            attribute.setType(Value.Type.SCALAR).getScalarBuilder().setValue(value.asDouble());
        } else if (RANGES.matcher(text).matches()) {
            attribute.setType(Value.Type.RANGES);
            RANGE.matcher(text).results().forEach(range -> attribute
                    .getRangesBuilder()
                    .addRangeBuilder()
                    .setBegin(Long.parseLong(range.group(1)))
                    .setEnd(Long.parseLong(range.group(2))));
        } else if (ITEMS.matcher(text).matches()) {
            attribute.setType(Value.Type.SET);
            var inner = text.substring(1, text.length() - 1).strip();
            attribute.getSetBuilder().addAllItem(List.of(inner.split("\\s*,\\s*")));
        } else {
            attribute.setType(Value.Type.TEXT).getTextBuilder().setValue(text);
        }
        return attribute.build();
    }
}
