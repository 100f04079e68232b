/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what was probably meant. */
public final class Nearest {
    private Nearest() {}

    /** {@code ; did you mean 'x'?} if one of the words differs little enough, else what there is. */
    public static String hint(String word, Collection<String> known) {
        return to(word, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElseGet(() -> "; there are " + String.join(", ", known));
    }

    public static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(each -> distance(word, each)))
                .filter(near -> distance(word, near) <= Math.max(2, word.length() / 3));
    }

    /* The number of characters to insert, delete or replace (Levenshtein), one row at a time. */
    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (int i = 0; i < row.length; i++) {
            row[i] = i;
        }
        for (int i = 1; i <= from.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = corner + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
