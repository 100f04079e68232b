/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.world;

import java.util.List;
import java.util.UUID;

/** Where a model gets its randomness. Each draw has a name, so that a deterministic world can record and repeat it. */
public interface Chance {

    /** A whole number from 0 to {@code bound - 1}. */
    int below(String label, int bound);

    /** A number from 0.0 (included) to 1.0 (excluded). */
    double fraction(String label);

    UUID uuid(String label);

    /** Puts the list into a random order, in place. */
    default void shuffle(String label, List<?> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            java.util.Collections.swap(list, i, below(label, i + 1));
        }
    }
}
