/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.junit;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** Reads numbers and ranges of numbers. */
final class Seeds {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})(?:\\.\\.(-?\\d{1,18}))?");

    private Seeds() {}

    /** The seeds in the order in which they are written; throws {@link IllegalArgumentException} for anything else. */
    static LongStream parse(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).flatMapToLong(part -> range(text, part));
    }

    private static LongStream range(String text, String part) {
        var match = FORM.matcher(part);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "seeds = \"" + text + "\": '" + part + "' is neither a number nor a range such as 1..50");
        }
        long first = Long.parseLong(match.group(1));
        long last = match.group(2) == null ? first : Long.parseLong(match.group(2));
        if (last < first) {
            throw new IllegalArgumentException("seeds = \"" + text + "\": " + part + " is empty");
        }
        return LongStream.rangeClosed(first, last);
    }
}
