/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import dev.drey.simulator.world.Chance;
import java.util.UUID;

/** Chance without surprises: halves, zeros, and counted uuids. */
final class TestChance implements Chance {
    private long uuids;

    @Override
    public int below(String label, int bound) {
        return 0;
    }

    @Override
    public double fraction(String label) {
        return 0.5;
    }

    @Override
    public UUID uuid(String label) {
        return new UUID(0x4000L, ++uuids);
    }
}
