/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A range of seeds as on the command line: {@code 7} or {@code 1..1000}. */
record SeedRange(long first, long last) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})(?:\\.\\.(\\d{1,18}))?");

    static final SeedRange HUNDRED = new SeedRange(1, 100);
    static final SeedRange ENDLESS = new SeedRange(1, Long.MAX_VALUE);

    boolean isEndless() {
        return last == Long.MAX_VALUE;
    }

    boolean contains(long seed) {
        return first <= seed && seed <= last;
    }

    long count() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        if (isEndless()) {
            return first + "..";
        }
        return first == last ? String.valueOf(first) : first + ".." + last;
    }

    /** Reads it. */
    static final class Converter implements ITypeConverter<SeedRange> {
        @Override
        public SeedRange convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException("expected a seed such as 7, or a range such as 1..1000");
            }
            long first = Long.parseLong(form.group(1));
            long last = form.group(2) == null ? first : Long.parseLong(form.group(2));
            if (last < first) {
                throw new TypeConversionException("the range ends before it begins");
            }
            return new SeedRange(first, last);
        }
    }
}
