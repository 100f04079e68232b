/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The first segment of every artifact's path, which nobody can guess: 160 bits.
 *
 * <p>Made from a secret it is the same after a restart, so that what agents have in their caches stays of use.
 */
public final class PathToken {
    private static final int BYTES = 20;

    private final String text;

    private PathToken(byte[] bytes) {
        this.text = HexFormat.of().formatHex(bytes);
    }

    /** The token that belongs to this secret; the secret does not show in it. */
    public static PathToken from(String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("the secret of the artifact server must not be empty");
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var digest = mac.doFinal("drey artifact server path".getBytes(StandardCharsets.UTF_8));
            return new PathToken(Arrays.copyOf(digest, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** A new token. */
    public static PathToken random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new PathToken(bytes);
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
