/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** Reads options and gathers what is wrong with them, so that all problems are told at once. */
final class OptionReader {
    private static final Map<String, MesosOption> KNOWN =
            MesosOptions.all().stream().collect(Collectors.toMap(MesosOption::key, Function.identity()));

    private final Configuration given;
    private final Configuration configuration;
    private final Set<ConfigProblem> problems = new LinkedHashSet<>();

    OptionReader(Configuration given) {
        this.given = given;
        this.configuration = withUnits(given);
    }

    List<ConfigProblem> problems() {
        return List.copyOf(problems);
    }

    void report(ConfigProblem problem) {
        problems.add(problem);
    }

    void report(ConfigOption<?> option, String reason, String remedy) {
        report(new ConfigProblem(option.key(), raw(option), reason, remedy));
    }

    /** The value, or the default if the option is not set or cannot be parsed (which is a problem). */
    <T> T get(ConfigOption<T> option) {
        return optional(option).orElse(option.defaultValue());
    }

    /** The value, or empty if the option is not set or cannot be parsed (which is a problem). */
    <T> Optional<T> optional(ConfigOption<T> option) {
        try {
            return configuration.getOptional(option);
        } catch (IllegalArgumentException e) {
            report(option, "it cannot be parsed", "expected " + expected(option));
            return Optional.empty();
        }
    }

    /** The text or its default, without the blanks around it; empty if there is none. */
    Optional<String> text(ConfigOption<String> option) {
        return Optional.ofNullable(get(option)).map(String::strip).filter(text -> !text.isEmpty());
    }

    int notNegative(ConfigOption<Integer> option) {
        int value = get(option);
        if (value < 0) {
            report(option, "it is below zero", "0 or more is allowed");
            return option.defaultValue();
        }
        return value;
    }

    Duration notNegativeDuration(ConfigOption<Duration> option) {
        var value = get(option);
        if (value.isNegative()) {
            report(option, "it is below zero", "0 s or more is allowed");
            return option.defaultValue();
        }
        return value;
    }

    Duration positive(ConfigOption<Duration> option) {
        return positive(option, get(option)) ? get(option) : option.defaultValue();
    }

    /** Whether a duration that was read is above zero; reports it if not. */
    boolean positive(ConfigOption<Duration> option, Duration value) {
        var isGood = !value.isNegative() && !value.isZero();
        if (!isGood) {
            report(option, "it is not above zero", "for instance 5 min");
        }
        return isGood;
    }

    /** The items of a comma-separated list, stripped; empty ones are left out. */
    List<String> items(ConfigOption<String> option) {
        return text(option).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private String raw(ConfigOption<?> option) {
        return Optional.ofNullable(given.toMap().get(option.key())).orElse("");
    }

    private static String expected(ConfigOption<?> option) {
        var known = KNOWN.get(option.key());
        if (known == null) {
            return "what Flink's documentation says";
        }
        return "a value of type '" + known.type() + "'" + example(known);
    }

    private static String example(MesosOption option) {
        return option.defaultText().isEmpty() ? "" : ", for instance " + option.defaultText();
    }

    /* Flink 1.13 had numbers without units for which Flink today has durations and sizes of other units. */
    private static Configuration withUnits(Configuration given) {
        var configuration = new Configuration(given);
        var values = given.toMap();
        for (var option : KNOWN.values()) {
            var value = values.getOrDefault(option.key(), "").strip();
            if (!option.kind().unitOfBareNumbers().isEmpty() && value.matches("\\d+")) {
                configuration.setString(
                        option.key(), value + " " + option.kind().unitOfBareNumbers());
            }
        }
        return configuration;
    }
}
