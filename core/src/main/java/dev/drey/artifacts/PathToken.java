/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** The first segment of every artifact's path, which nobody can guess: 160 bits. */
final class PathToken {
    private static final int BYTES = 20;

    private final String text;

    /** The first bits of these. */
    PathToken(byte[] bytes) {
        this.text = HexFormat.of().formatHex(Arrays.copyOf(bytes, BYTES));
    }

    String text() {
        return text;
    }

    /** Takes the same time wherever the difference is. */
    boolean matches(String segment) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), segment.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "PathToken[secret]";
    }
}
