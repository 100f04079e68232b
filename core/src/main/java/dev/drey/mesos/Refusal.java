/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.util.Optional;

/** Words for a subscription that the master refuses. */
final class Refusal {
    private static final String KEYS =
            "mesos.resourcemanager.framework.principal and mesos.resourcemanager.framework.secret";

    private Refusal() {}

    static String message(int status, Optional<Credential> credential, String reason) {
        if (status != 401 && status != 403) {
            return "the master refuses the subscription: " + reason;
        }
        return credential
                .map(c -> "the master refuses principal " + c.principal() + ": check " + KEYS + " (" + reason + ")")
                .orElse("the master asks for credentials: set " + KEYS + " (" + reason + ")");
    }
}
