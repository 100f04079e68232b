/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.WorkerProfile;

/** How many workers of a profile are to be placed. */
public record Wanted(WorkerProfile profile, int count) {
    public Wanted {
        if (count < 0) {
            throw new IllegalArgumentException("workers wanted below zero: " + count);
        }
    }
}
