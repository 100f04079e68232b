/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.journal;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of the journal: credentials inside addresses, and values whose names say that they are secret.
 *
 * <p>The secret of the framework never reaches the scheduler, so it is none of these.
 */
final class Redaction {
    private static final String HIDDEN = "***";
    private static final Pattern CREDENTIALS = Pattern.compile("://[^/@\\s]+@");
    private static final Pattern ASSIGNED =
            Pattern.compile("(?i)((?:password|passwd|secret|token|api-?key)[\"']?\\s*[=:]\\s*)[^\\s,;&\"']+");
    private static final Pattern SECRET_NAME =
            Pattern.compile(".*(password|passwd|secret|token|api-?key|credential).*");

    private Redaction() {}

    static String text(String text) {
        var withoutCredentials = CREDENTIALS.matcher(text).replaceAll("://" + HIDDEN + "@");
        return ASSIGNED.matcher(withoutCredentials).replaceAll("$1" + HIDDEN);
    }

    static boolean isSecret(String name) {
        return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    static String hidden() {
        return HIDDEN;
    }
}
