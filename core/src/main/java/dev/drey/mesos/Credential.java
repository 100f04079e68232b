/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The principal of the framework and its secret. Neither {@link #toString} nor any message shows the secret. */
public record Credential(String principal, String secret) {
    public Credential {
        /* The master splits the decoded pair at its colons and wants exactly two parts (basic authenticator). */
        if (principal.isEmpty() || principal.indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "mesos.resourcemanager.framework.principal must not be empty or hold a colon");
        }
        if (secret.indexOf(':') >= 0) {
            throw new IllegalArgumentException("mesos.resourcemanager.framework.secret must not hold a colon:"
                    + " no Mesos master can check such a secret");
        }
    }

    String authorization() {
        var pair = (principal + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
        return "Credential[principal=" + principal + "]";
    }
}
