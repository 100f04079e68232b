/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.Amount;
import dev.drey.model.Attribute;
import dev.drey.model.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values of attributes as text: one text for one value, however its operator wrote it.
 *
 * <p>Text stays as it is; a number has up to three decimals; ranges are sorted and joined, {@code [1-4,9-9]}; items are
 * sorted, {@code {a,b}}.
 */
final class ValueText {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");
    private static final Pattern RANGES = Pattern.compile("\\[\\d{1,18}-\\d{1,18}(\\s*,\\s*\\d{1,18}-\\d{1,18})*]");
    private static final Pattern ITEMS = Pattern.compile("\\{.*}");

    private ValueText() {}

    static String of(Attribute.Value value) {
        if (value instanceof Attribute.Text text) {
            return text.value();
        }
        if (value instanceof Attribute.Number number) {
            return number.value().toString();
        }
        if (value instanceof Attribute.Intervals intervals) {
            return ranges(intervals.ranges());
        }
        return items(((Attribute.Items) value).items());
    }

    /** What a value written in a rule is as a number, as ranges or as items; empty if it is plain text. */
    static Optional<String> canonical(String written) {
        if (NUMBER.matcher(written).matches()) {
            return Optional.of(Amount.of(Double.parseDouble(written)).toString());
        }
        if (RANGES.matcher(written).matches()) {
            return parsedRanges(inner(written)).map(ValueText::ranges);
        }
        if (ITEMS.matcher(written).matches()) {
            return Optional.of(items(List.of(inner(written).strip().split("\\s*,\\s*"))));
        }
        return Optional.empty();
    }

    private static String inner(String written) {
        return written.substring(1, written.length() - 1);
    }

    private static Optional<List<Resource.Range>> parsedRanges(String written) {
        var ranges = new ArrayList<Resource.Range>();
        for (var part : written.split(",")) {
            var ends = part.strip().split("-");
            var begin = Long.parseLong(ends[0]);
            var end = Long.parseLong(ends[1]);
            if (end < begin) {
                return Optional.empty();
            }
            ranges.add(new Resource.Range(begin, end));
        }
        return Optional.of(ranges);
    }

    private static String ranges(List<Resource.Range> ranges) {
        var joined = new ArrayList<Resource.Range>();
        var sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingLong(Resource.Range::begin));
        for (var range : sorted) {
            var last = joined.size() - 1;
            if (last >= 0 && range.begin() - 1 <= joined.get(last).end()) {
                var end = Math.max(joined.get(last).end(), range.end());
                joined.set(last, new Resource.Range(joined.get(last).begin(), end));
            } else {
                joined.add(range);
            }
        }
        return joined.stream()
                .map(range -> range.begin() + "-" + range.end())
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String items(List<String> items) {
        return "{" + String.join(",", new TreeSet<>(items)) + "}";
    }
}
