/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.world;

import java.util.UUID;

/**
 * Randomness from a seed: equal seeds and equal draws give equal results, everywhere and for ever.
 *
 * <p>The generator is SplitMix64. {@link #fork} gives sub-streams, so that a new draw in one part of a model does not
 * shift the draws of the others.
 */
public final class SeededChance implements Chance {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final long seed;
    private long state;

    public SeededChance(long seed) {
        this.seed = seed;
        this.state = seed;
    }

    /** A stream of its own; it depends on the seed and the label only, not on what was drawn before. */
    public SeededChance fork(String label) {
        return new SeededChance(mix(seed ^ hash(label)));
    }

    @Override
    public int below(String label, int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("nothing to choose from for " + label);
        }
        long draw = next() >>> 33;
        long unfair = (1L << 31) % bound;
        while (draw < unfair) {
            draw = next() >>> 33;
        }
        return (int) (draw % bound);
    }

    @Override
    public double fraction(String label) {
        return (next() >>> 11) * 0x1.0p-53;
    }

    @Override
    public UUID uuid(String label) {
        long high = (next() & ~0xF000L) | 0x4000L;
        long low = (next() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private static long hash(String label) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < label.length(); i++) {
            hash = (hash ^ label.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
