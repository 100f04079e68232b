/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Seeds one after the other, without those that were played before, until the last or until it is time to stop. */
public final class SeedSupply implements Iterator<Long> {
    private final long last;
    private final Set<Long> played;
    private final BooleanSupplier mayGoOn;
    private long next;

    /**
     * @param played seeds to leave out; must not change while this is used
     * @param mayGoOn asked before each seed
     */
    public SeedSupply(long first, long last, Set<Long> played, BooleanSupplier mayGoOn) {
        this.next = first;
        this.last = last;
        this.played = played;
        this.mayGoOn = mayGoOn;
    }

    @Override
    public boolean hasNext() {
        while (next <= last && played.contains(next)) {
            next++;
        }
        return next <= last && mayGoOn.getAsBoolean();
    }

    @Override
    public Long next() {
        if (next > last) {
            throw new NoSuchElementException("no seed after " + last);
        }
        return next++;
    }
}
