/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import dev.drey.simulator.world.Chance;
import java.security.SecureRandom;
import java.util.UUID;

/** Real randomness; the labels do not matter. */
public final class LiveChance implements Chance {
    private final SecureRandom random = new SecureRandom();

    @Override
    public int below(String label, int bound) {
        return random.nextInt(bound);
    }

    @Override
    public double fraction(String label) {
        return random.nextDouble();
    }

    @Override
    public UUID uuid(String label) {
        return UUID.randomUUID();
    }
}
