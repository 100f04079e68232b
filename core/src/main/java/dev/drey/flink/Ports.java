/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A port, or a range of ports with both ends in it, as a user writes it. */
final class Ports {
    private static final int MAX = 65_535;
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})(?:\\s*-\\s*(\\d{1,5}))?");

    private Ports() {}

    /** All of them in order; none if this is neither, or if 0, which stands for any port, is in a range. */
    static List<Integer> parse(String text) {
        var match = FORM.matcher(text.strip());
        if (!match.matches()) {
            return List.of();
        }
        int first = Integer.parseInt(match.group(1));
        int last = match.group(2) == null ? first : Integer.parseInt(match.group(2));
        if (last > MAX || (first == 0 && last > 0)) {
            return List.of();
        }
        return IntStream.rangeClosed(first, last).boxed().toList();
    }
}
