/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.placement;

import dev.drey.model.WorkerProfile;

/**
 * How many workers of a profile are to be placed.
 *
 * @param rule has to hold for these workers, in addition to the rules for all
 */
public record Wanted(WorkerProfile profile, int count, Rule rule) {
    public Wanted {
        if (count < 0) {
            throw new IllegalArgumentException("workers wanted below zero: " + count);
        }
    }

    public Wanted(WorkerProfile profile, int count) {
        this(profile, count, Rule.ANYWHERE);
    }
}
