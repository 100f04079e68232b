/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import java.util.Locale;
import java.util.Set;

/** When names and values in rules need quotes, and how they look in them. */
final class Quoting {
    private static final Set<String> KEYWORDS = Set.of("and", "or", "not", "prefer");

    private Quoting() {}

    /** A field name as the parser reads it back. */
    static String field(String name) {
        var isPlain = !name.isEmpty() && name.chars().noneMatch(c -> ":();\"".indexOf(c) >= 0 || isBlank(c));
        return isPlain && !isKeyword(name) ? name : quoted(name);
    }

    /** A value as the parser reads it back. */
    static String value(String value) {
        return endOfPlainValue(value, 0) == value.length() && !value.isEmpty() && value.charAt(0) != '"'
                ? value
                : quoted(value);
    }

    /** Where a value without quotes ends: at a blank, a semicolon, or a bracket that was not opened in it. */
    static int endOfPlainValue(String text, int from) {
        var open = 0;
        for (var i = from; i < text.length(); i++) {
            var c = text.charAt(i);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open < 0 || c == ';' || isBlank(c)) {
                return i;
            }
        }
        return text.length();
    }

    static boolean isKeyword(String word) {
        return KEYWORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    static boolean isBlank(int c) {
        return Character.isWhitespace(c);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
