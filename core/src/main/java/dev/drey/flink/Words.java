/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits configured text into words as a shell would: at blanks that are not in quotes. */
public final class Words {
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

    private Words() {}

    public static List<String> of(String text) {
        return WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(Words::unquoted)
                .toList();
    }

    private static String unquoted(String word) {
        return QUOTED.matcher(word).replaceAll(quoted -> {
            var content = quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
            return Matcher.quoteReplacement(content);
        });
    }
}
