/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import dev.drey.simulator.live.http.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP Basic authentication of one realm, with the quirks of Mesos: the scheme is matched exactly, and a secret with a
 * colon never matches.
 */
final class BasicAuthentication {
    private final String realm;
    private final Map<String, String> secrets;

    /** @param secrets by principal */
    BasicAuthentication(String realm, Map<String, String> secrets) {
        this.realm = realm;
        this.secrets = Map.copyOf(secrets);
    }

    /** The principal whose secret the header knows. */
    Optional<String> principal(Optional<String> authorization) {
        var words = authorization.orElse("").split(" ", -1);
        if (words.length != 2 || !words[0].equals("Basic")) {
            return Optional.empty();
        }
        var pair = decode(words[1]).split(":", -1);
        if (pair.length != 2) {
            return Optional.empty();
        }
        var secret = secrets.get(pair[0]);
        return secret != null && isSame(secret, pair[1]) ? Optional.of(pair[0]) : Optional.empty();
    }

    Response challenge() {
        return Response.text(401, "Valid credentials are needed: set the header Authorization.")
                .with("WWW-Authenticate", "Basic realm=\"" + realm + "\"");
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
