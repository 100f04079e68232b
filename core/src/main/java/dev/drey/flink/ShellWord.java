/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.regex.Pattern;

/** A text as one word of a POSIX shell, to which nothing in it means anything. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./-]+");

    private ShellWord() {}

    /** Always between quotes. Between single quotes nothing but a single quote means anything to a shell. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** Between quotes only if need be, for commands that people read. */
    static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }
}
