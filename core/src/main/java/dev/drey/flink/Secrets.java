/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import org.apache.flink.configuration.GlobalConfiguration;

/**
 * Hides what must not be shown: the values of options that Flink holds for secrets, and passwords within addresses,
 * which Flink does not know of.
 */
final class Secrets {
    private static final String PASSWORD_IN_ADDRESS = "//[^/@\\s]*@";

    private Secrets() {}

    /** The value of an option as it may be shown. */
    static String shown(String key, String value) {
        return GlobalConfiguration.isSensitive(key) ? GlobalConfiguration.HIDDEN_CONTENT : shown(value);
    }

    /** A text without the passwords of its addresses. */
    static String shown(String text) {
        return text.replaceAll(PASSWORD_IN_ADDRESS, "//" + GlobalConfiguration.HIDDEN_CONTENT + "@");
    }
}
