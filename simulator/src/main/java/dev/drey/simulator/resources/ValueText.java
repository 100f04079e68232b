/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Value;

/**
 * The text form of values in an agent's flags: {@code 4}, {@code 0.5}, {@code [1-4, 7-8]}, {@code {a,b}} or any
 * text.
 */
final class ValueText {
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d*)?|\\.\\d+");
    private static final Pattern RANGE = Pattern.compile("\\s*(\\d+)\\s*-\\s*(\\d+)\\s*");

    private ValueText() {}

    static Value parse(String text) {
        var trimmed = text.trim();
        if (trimmed.startsWith("[") && trimmed.endsWith("]")) {
            return ranges(inside(trimmed));
        }
        if (trimmed.startsWith("{") && trimmed.endsWith("}")) {
            return Value.newBuilder()
                    .setType(Value.Type.SET)
                    .setSet(Value.Set.newBuilder().addAllItem(split(inside(trimmed), ",")))
                    .build();
        }
        if (NUMBER.matcher(trimmed).matches()) {
            return Value.newBuilder()
                    .setType(Value.Type.SCALAR)
                    .setScalar(Value.Scalar.newBuilder().setValue(Double.parseDouble(trimmed)))
                    .build();
        }
        return Value.newBuilder()
                .setType(Value.Type.TEXT)
                .setText(Value.Text.newBuilder().setValue(trimmed))
                .build();
    }

    static String format(Value.Ranges ranges) {
        return ranges.getRangeList().stream()
                .map(range -> range.getBegin() + "-" + range.getEnd())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    static String format(Value.Scalar scalar) {
        var text = Double.toString(Scalar.toMillis(scalar.getValue()) / 1000.0);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** The trimmed, non-empty parts. */
    static List<String> split(String text, String separators) {
        var parts = new ArrayList<String>();
        for (String part : text.split("[" + separators + "]")) {
            if (!part.isBlank()) {
                parts.add(part.trim());
            }
        }
        return parts;
    }

    /** Splits {@code name:value} at the first colon. */
    static Optional<NamedText> named(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            return Optional.empty();
        }
        return Optional.of(new NamedText(text.substring(0, colon).trim(), text.substring(colon + 1)));
    }

    record NamedText(String name, String value) {}

    private static Value ranges(String text) {
        var ranges = Value.Ranges.newBuilder();
        for (String part : split(text, ",")) {
            var range = RANGE.matcher(part);
            if (!range.matches()) {
                throw new IllegalArgumentException("expected begin-end in a range, found '" + part + "'");
            }
            ranges.addRange(Value.Range.newBuilder()
                    .setBegin(Long.parseLong(range.group(1)))
                    .setEnd(Long.parseLong(range.group(2))));
        }
        return Value.newBuilder().setType(Value.Type.RANGES).setRanges(ranges).build();
    }

    private static String inside(String bracketed) {
        return bracketed.substring(1, bracketed.length() - 1);
    }
}
