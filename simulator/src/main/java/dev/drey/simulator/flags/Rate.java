/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.flags;

import java.time.Duration;
import java.util.regex.Pattern;

/** So many of something in a time, as the flags of Mesos have it: {@code 1/10mins}. */
public record Rate(int count, Duration period) {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,8})/(.+)");

    /** @throws IllegalArgumentException if it has another form, or is no limit at all */
    public static Rate parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a rate like 1/10mins");
        }
        var period = DurationText.parse(parts.group(2));
        if (period.isZero()) {
            throw new IllegalArgumentException("'" + text + "' has no time");
        }
        return new Rate(Integer.parseInt(parts.group(1)), period);
    }
}
