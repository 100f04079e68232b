/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.model;

import java.util.Locale;

/** Assertions that stay on in production: a broken one is a bug, and whoever runs the core must stop it. */
public final class Check {
    private Check() {}

    /**
     * Throws {@link IllegalStateException} with the message, built by {@link String#format}, unless the condition
     * holds.
     */
    public static void that(boolean condition, String format, Object... args) {
        if (!condition) {
            throw new IllegalStateException(String.format(Locale.ROOT, format, args));
        }
    }
}
