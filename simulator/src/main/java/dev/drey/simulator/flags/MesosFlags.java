/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.flags;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Flags as the programs of Mesos read them: {@code --name=value}, {@code --name} and {@code --no-name} for those that
 * are true or false, and variables {@code MESOS_NAME} of the environment, over which the command line wins. A value
 * {@code file:///path} is read from that file.
 */
public final class MesosFlags {
    private static final String PREFIX = "MESOS_";
    private static final String FILE = "file://";

    private final Map<String, String> values;
    private final List<String> withoutEffect;

    private MesosFlags(Map<String, String> values, List<String> withoutEffect) {
        this.values = values;
        this.withoutEffect = withoutEffect;
    }

    /**
     * Reads the flags of a program.
     *
     * @param known the flags that have an effect, and what each is
     * @param ignored flags of the real program that have none here
     * @throws FlagException if something else is on the command line; other variables are nobody's business
     */
    public static MesosFlags read(
            String[] arguments, Map<String, String> environment, Map<String, String> known, List<String> ignored)
            throws FlagException {
        var values = new TreeMap<String, String>();
        var withoutEffect = new ArrayList<String>();
        for (var name : known.keySet()) {
            var variable = environment.get(PREFIX + name.toUpperCase(Locale.ROOT));
            if (variable != null) {
                values.put(name, content(name, variable));
            }
        }
        for (var argument : arguments) {
            var flag = Flag.of(argument);
            if (known.containsKey(flag.name)) {
                values.put(flag.name, content(flag.name, flag.value));
            } else if (ignored.contains(flag.name)) {
                withoutEffect.add("--" + flag.name);
            } else {
                throw new FlagException("There is no flag '" + argument + "': --help shows all flags.");
            }
        }
        return new MesosFlags(values, withoutEffect);
    }

    /** The flags given that are without effect here. */
    public List<String> withoutEffect() {
        return List.copyOf(withoutEffect);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public Optional<Path> path(String name) {
        return text(name).map(Path::of);
    }

    public Optional<Integer> integer(String name) throws FlagException {
        return parsed(name, Integer::valueOf, "a whole number");
    }

    public Optional<Double> number(String name) throws FlagException {
        return parsed(name, Double::valueOf, "a number");
    }

    public Optional<Duration> duration(String name) throws FlagException {
        return parsed(name, DurationText::parse, "a duration like 15secs, 500ms or 10mins");
    }

    public Optional<Rate> rate(String name) throws FlagException {
        return parsed(name, Rate::parse, "a number and a duration like 1/10mins");
    }

    public boolean isTrue(String name, boolean otherwise) throws FlagException {
        return parsed(name, MesosFlags::truth, "true or false").orElse(otherwise);
    }

    /** All that were given, with their values. */
    public Map<String, String> all() {
        return new TreeMap<>(values);
    }

    private <T> Optional<T> parsed(String name, Function<String, T> parser, String expected) throws FlagException {
        var text = text(name);
        try {
            return text.map(parser);
        } catch (IllegalArgumentException e) {
            throw new FlagException("--" + name + "=" + text.orElseThrow() + ": expected " + expected + ".");
        }
    }

    private static Boolean truth(String text) {
        switch (text) {
            case "true", "1":
                return true;
            case "false", "0":
                return false;
            default:
                throw new IllegalArgumentException(text);
        }
    }

    private static String content(String name, String value) throws FlagException {
        if (!value.startsWith(FILE)) {
            return value;
        }
        try {
            return Files.readString(Path.of(value.substring(FILE.length()))).strip();
        } catch (IOException e) {
            throw new FlagException("--" + name + "=" + value + ": the file cannot be read.");
        }
    }

    private record Flag(String name, String value) {
        static Flag of(String argument) throws FlagException {
            if (!argument.startsWith("--")) {
                throw new FlagException("'" + argument + "' is not a flag: write --name=value.");
            }
            var text = argument.substring(2);
            int equals = text.indexOf('=');
            if (equals >= 0) {
                return new Flag(text.substring(0, equals), text.substring(equals + 1));
            }
            return text.startsWith("no-") ? new Flag(text.substring(3), "false") : new Flag(text, "true");
        }
    }
}
