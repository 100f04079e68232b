/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.store.StoreException;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("unit")
class CrashPropertyTest {
    @Property(tries = 1000)
    void survivesManyCrashesAndLosses(@ForAll("moments") Set<Integer> crashes, @ForAll("moments") Set<Integer> losses)
            throws StoreException {
        new TinyWorld(crashes, losses).play().isInOrder();
    }

    @Provide
    Arbitrary<Set<Integer>> moments() {
        return Arbitraries.integers().between(1, 120).set().ofMaxSize(12);
    }
}
