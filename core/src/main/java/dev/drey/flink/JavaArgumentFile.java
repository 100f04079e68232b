/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes arguments into a file for {@code java @file}, so that each arrives exactly as it is.
 *
 * <p>Within double quotes the launcher gives a meaning to the backslash only; a line break would end the quotes. See
 * "java Command-Line Argument Files" in the manual of the JDK.
 */
final class JavaArgumentFile {
    private JavaArgumentFile() {}

    static byte[] of(List<String> arguments) {
        return arguments.stream()
                .map(argument -> quoted(argument) + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String argument) {
        if (argument.matches("[A-Za-z0-9_./:=+,%-]+")) {
            return argument;
        }
        var escaped = argument.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\f", "\\f");
        return '"' + escaped + '"';
    }
}
