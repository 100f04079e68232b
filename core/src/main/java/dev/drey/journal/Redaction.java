/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.journal;

import java.util.regex.Pattern;

/**
 * Keeps secrets out of the journal and the status: credentials inside addresses, and values whose names say that they
 * are secret.
 *
 * <p>The secret of the framework never reaches the scheduler, so it is none of these.
 */
public final class Redaction {
    private static final String HIDDEN = "***";
    private static final Pattern CREDENTIALS = Pattern.compile("://[^/@\\s]+@");
    private static final String NAMES = "(?:password|passwd|secret|token|api[-_.]?key|access[-_.]?key|credential)";
    private static final Pattern ASSIGNED =
            Pattern.compile("(?i)(" + NAMES + "[\\w.-]*[\"']?\\s*[=:]\\s*[\"']?)[^\\s,;&\"']+");
    private static final Pattern AUTHORIZATION = Pattern.compile("(?i)\\b((?:basic|bearer)\\s+)[\\w.~+/=-]{8,}");
    private static final Pattern SECRET_NAME = Pattern.compile("(?i).*" + NAMES + ".*");

    private Redaction() {}

    /** The text without what looks like a secret. */
    public static String text(String text) {
        var withoutCredentials = CREDENTIALS.matcher(text).replaceAll("://" + HIDDEN + "@");
        var withoutValues = ASSIGNED.matcher(withoutCredentials).replaceAll("$1" + HIDDEN);
        return AUTHORIZATION.matcher(withoutValues).replaceAll("$1" + HIDDEN);
    }

    static boolean isSecret(String name) {
        return SECRET_NAME.matcher(name).matches();
    }

    static String hidden() {
        return HIDDEN;
    }
}
