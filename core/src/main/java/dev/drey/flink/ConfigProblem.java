/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import org.apache.flink.configuration.GlobalConfiguration;

/**
 * One thing that is wrong with the configuration, told so that it can be put right at once.
 *
 * @param key the option
 * @param value its value as it was given, hidden if the option is a secret; empty if it is not set
 * @param reason why that does not do
 * @param remedy what to write instead; may be empty
 */
public record ConfigProblem(String key, String value, String reason, String remedy) {
    public ConfigProblem {
        if (GlobalConfiguration.isSensitive(key) && !value.isEmpty()) {
            value = GlobalConfiguration.HIDDEN_CONTENT;
        }
    }

    /** Begins a problem with this option and value. */
    public static ConfigProblem at(String key, Object value) {
        return new ConfigProblem(key, String.valueOf(value), "", "");
    }

    /** Begins a problem with an option that is not set. */
    public static ConfigProblem missing(String key) {
        return new ConfigProblem(key, "", "it is not set", "");
    }

    public ConfigProblem because(String why) {
        return new ConfigProblem(key, value, why, remedy);
    }

    public ConfigProblem tryInstead(String what) {
        return new ConfigProblem(key, value, reason, what);
    }

    @Override
    public String toString() {
        var given = value.isEmpty() ? key : key + "=" + value;
        return given + ": " + reason + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
