/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import java.time.Duration;

/**
 * A promise that was broken.
 *
 * @param oracle the name of the promise
 * @param key what of it was broken, the same for the same kind of mistake
 * @param message what happened, with ids
 * @param at since the beginning of the world
 */
public record Violation(String oracle, String key, String message, Duration at) {

    /** Whether this is the same mistake, at whatever time and with whatever ids. */
    public boolean isLike(Violation other) {
        return oracle.equals(other.oracle) && key.equals(other.key);
    }
}
