/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the tokens in the paths of artifacts from one secret, which shows in none of them: one token for all that
 * agents may keep, and for each other artifact one of its own.
 *
 * <p>The same secret makes the same tokens, so that after a restart what agents have in their caches stays of use, and
 * a worker that was told where its files are still finds them.
 */
public final class TokenSource {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;

    private final SecretKeySpec key;

    private TokenSource(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The tokens that belong to this secret, which must not be empty. */
    public static TokenSource from(String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("the secret of the artifact server must not be empty");
        }
        return new TokenSource(secret);
    }

    /** Tokens that nobody else has, nor this process after a restart. */
    public static TokenSource random() {
        return from(newSecret());
    }

    /** A new secret: 256 bits in hexadecimal digits. */
    public static String newSecret() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** In front of all that agents may keep. */
    PathToken shared() {
        return token("drey artifact server path");
    }

    /** In front of this path only. */
    PathToken of(String path) {
        return token("drey artifact server secret " + path);
    }

    private PathToken token(String purpose) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return new PathToken(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "TokenSource[secret]";
    }
}
