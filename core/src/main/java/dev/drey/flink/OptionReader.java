/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** Reads options and gathers what is wrong with them, so that all problems are told at once. */
final class OptionReader {
    private final Configuration configuration;
    private final List<ConfigProblem> problems = new ArrayList<>();

    OptionReader(Configuration configuration) {
        this.configuration = configuration;
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
            report(option, "it cannot be parsed", "expected " + kind(option) + exampleOf(option));
            return Optional.empty();
        }
    }

    /** Text without the blanks around it; empty if there is none. */
    Optional<String> text(ConfigOption<String> option) {
        return optional(option).map(String::strip).filter(text -> !text.isEmpty());
    }

    int notNegative(ConfigOption<Integer> option) {
        int value = get(option);
        if (value < 0) {
            report(option, "it is below zero", "0 or more is allowed");
            return option.defaultValue();
        }
        return value;
    }

    long notNegativeLong(ConfigOption<Long> option) {
        long value = get(option);
        if (value < 0) {
            report(option, "it is below zero", "0 or more is allowed");
            return option.defaultValue();
        }
        return value;
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
        return Optional.ofNullable(configuration.toMap().get(option.key())).orElse("");
    }

    private static String kind(ConfigOption<?> option) {
        var byDefault = option.defaultValue();
        if (byDefault instanceof Integer || byDefault instanceof Long) {
            return "a whole number without unit";
        }
        if (byDefault instanceof Double) {
            return "a number";
        }
        if (byDefault instanceof Boolean) {
            return "true or false";
        }
        return "what the documentation says: " + MesosOptions.describe(option);
    }

    private static String exampleOf(ConfigOption<?> option) {
        return option.hasDefaultValue() ? ", for instance " + option.defaultValue() : "";
    }
}
