/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import java.util.Optional;

/** Why a master offers nothing of an agent, whoever asks. */
final class Standing {
    private Standing() {}

    /** @param drain the state of its draining, empty if it is not drained */
    static Optional<Withheld> of(boolean isActive, boolean isDeactivated, String drain) {
        return switch (drain) {
            case "DRAINING" -> Optional.of(Withheld.DRAINING);
            case "DRAINED" -> Optional.of(Withheld.DRAINED);
            default -> {
                if (isDeactivated) {
                    yield Optional.of(Withheld.DEACTIVATED);
                }
                yield isActive ? Optional.empty() : Optional.of(Withheld.DISCONNECTED);
            }
        };
    }
}
