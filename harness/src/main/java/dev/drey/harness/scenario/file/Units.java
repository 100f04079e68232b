/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as scenario files write them: with their unit. */
public final class Units {
    static final String DURATION = "([0-9]+(ms|s|m|h|d))+";
    static final String RATE = "[0-9]+(\\.[0-9]+)?%";
    static final String MEMORY = "[0-9]+[mg]";
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private Units() {}

    public static Optional<Duration> duration(String text) {
        if (!text.matches(DURATION)) {
            return Optional.empty();
        }
        var sum = Duration.ZERO;
        int end = 0;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            sum = sum.plus(duration(Long.parseLong(part.group(1)), part.group(2)));
            end = part.end();
        }
        return end == text.length() ? Optional.of(sum) : Optional.empty();
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** The shortest text that reads the same. */
    static String text(Duration time) {
        long millis = time.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
    }

    /** From 0 to 1. */
    static Optional<Double> rate(String text) {
        if (!text.matches(RATE)) {
            return Optional.empty();
        }
        double percent = Double.parseDouble(text.substring(0, text.length() - 1));
        return percent > 100 ? Optional.empty() : Optional.of(percent / 100);
    }

    static String rate(double rate) {
        var percent = String.format(Locale.ROOT, "%.3f", rate * 100);
        return percent.replaceFirst("\\.?0+$", "") + "%";
    }

    /** In MiB. */
    static Optional<Long> memory(String text) {
        if (!text.matches(MEMORY) || text.length() > 12) {
            return Optional.empty();
        }
        long amount = Long.parseLong(text.substring(0, text.length() - 1));
        return Optional.of(text.endsWith("g") ? amount * 1024 : amount);
    }

    static String memory(long mebibytes) {
        return mebibytes % 1024 == 0 && mebibytes > 0 ? mebibytes / 1024 + "g" : mebibytes + "m";
    }
}
