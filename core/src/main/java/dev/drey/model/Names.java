/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.model;

/** The rule Mesos has for ids: 1 to 255 characters, no slash, no control character, not a dot path (validation.cpp). */
final class Names {
    private static final int MAX_LENGTH = 255;

    private Names() {}

    static void check(String what, String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(what + " must have 1 to 255 characters, has " + value.length());
        }
        if (value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(what + " must not be '" + value + "'");
        }
        if (value.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))) {
            throw new IllegalArgumentException(what + " must not hold a slash or a control character: " + value);
        }
    }
}
