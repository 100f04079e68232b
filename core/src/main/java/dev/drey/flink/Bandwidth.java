/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.model.Amount;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses network bandwidths into megabits per second, the unit most agents count them in.
 *
 * <p>Flink documented megabytes per second but compared the number with what agents offer as it was (D31). A bare
 * number still is compared as it is; whoever means another unit can write it.
 */
final class Bandwidth {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s*([A-Za-z/]*)");
    private static final Map<String, Double> MEGABITS =
            Map.of("", 1.0, "kbps", 0.001, "mbps", 1.0, "gbps", 1000.0, "kb/s", 0.008, "mb/s", 8.0, "gb/s", 8000.0);

    private Bandwidth() {}

    /** The amount, or empty if this is none. */
    static Optional<Amount> parse(String text) {
        var match = FORM.matcher(text.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        var factor = MEGABITS.get(match.group(2).toLowerCase(Locale.ROOT));
        return Optional.ofNullable(factor).map(unit -> Amount.of(Double.parseDouble(match.group(1)) * unit));
    }
}
