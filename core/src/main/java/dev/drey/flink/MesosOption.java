/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/**
 * An option of Flink with what Flink does not say of it.
 *
 * @param kind what its value looks like
 * @param since the version that had it first: {@code Flink} up to 1.11, {@code Flink 1.12}, {@code Flink
 *     1.13}, or one of Drey
 */
public record MesosOption(ConfigOption<?> option, Kind kind, String since) {
    private static final String THIS_VERSION = "Drey 0.1";

    /** What a value looks like. */
    public enum Kind {
        TEXT("text", ""),
        LIST("comma-separated list", ""),
        MAP("map: `k1:v1,k2:v2`", ""),
        CHOICE("choice", ""),
        BOOLEAN("true or false", ""),
        INTEGER("whole number", ""),
        NUMBER("number", ""),
        PORT("port", ""),
        PORTS("port or range of ports", ""),
        FILE("file", ""),
        DURATION("duration; a bare number is milliseconds", "ms"),
        SECONDS("duration; a bare number is seconds", "s"),
        MEMORY("memory size; a bare number is bytes", "bytes"),
        MEBIBYTES("memory size; a bare number is MB", "mb"),
        BANDWIDTH("bandwidth; a bare number is in the unit of the agents", "");

        private final String text;
        private final String unitOfBareNumbers;

        Kind(String text, String unitOfBareNumbers) {
            this.text = text;
            this.unitOfBareNumbers = unitOfBareNumbers;
        }

        /** The unit that a number without one has; empty if there is none. */
        String unitOfBareNumbers() {
            return unitOfBareNumbers;
        }
    }

    /** An option that Flink's own Mesos support had in 1.11 and before. */
    static MesosOption old(ConfigOption<?> option, Kind kind) {
        return new MesosOption(option, kind, "Flink");
    }

    /** An option that Flink's own Mesos support had since this version. */
    static MesosOption since(String flink, ConfigOption<?> option, Kind kind) {
        return new MesosOption(option, kind, "Flink " + flink);
    }

    /** An option that Flink never had. */
    static MesosOption ours(ConfigOption<?> option, Kind kind) {
        return new MesosOption(option, kind, THIS_VERSION);
    }

    String key() {
        return option.key();
    }

    /** What a value looks like, for people. */
    String type() {
        if (kind == Kind.CHOICE && option.defaultValue() instanceof Enum<?> value) {
            return "one of " + namesOf(value.getDeclaringClass());
        }
        return kind.text;
    }

    /** The description as plain text. */
    String description() {
        return new HtmlFormatter().format(option.description()).replaceAll("<[^>]*>", "");
    }

    /** The default as one would write it; empty if there is none. */
    String defaultText() {
        Object value = option.defaultValue();
        if (value == null || value instanceof Map<?, ?> map && map.isEmpty()) {
            return "";
        }
        if (value instanceof Duration duration) {
            return kind == Kind.SECONDS ? duration.toSeconds() + " s" : TimeUtils.formatWithHighestUnit(duration);
        }
        return value.toString();
    }

    private static String namesOf(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.joining(", "));
    }
}
