/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.flags;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Durations as the flags of Mesos have them: a number and a unit, for instance {@code 1.5mins}. */
public final class DurationText {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|secs|mins|hrs|days|weeks)");
    private static final Map<String, Double> NANOS = Map.of(
            "ns", 1.0,
            "us", 1e3,
            "ms", 1e6,
            "secs", 1e9,
            "mins", 60e9,
            "hrs", 3600e9,
            "days", 86_400e9,
            "weeks", 604_800e9);

    private DurationText() {}

    /** @throws IllegalArgumentException if it has another form */
    public static Duration parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a duration like 15secs");
        }
        return Duration.ofNanos(Math.round(Double.parseDouble(parts.group(1)) * NANOS.get(parts.group(2))));
    }

    /** In seconds, or in milliseconds if it is not a whole number of them. */
    public static String print(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "secs" : duration.toMillis() + "ms";
    }
}
