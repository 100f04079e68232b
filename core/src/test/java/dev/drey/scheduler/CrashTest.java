/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.store.StoreException;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Dies in every gap between two effects of launches, ends and releases: no worker is lost, none is doubled. */
@Tag("unit")
class CrashTest {
    @Test
    void survivesACrashInEveryGap() throws StoreException {
        var effects = new TinyWorld(Set.of(), Set.of()).play().executed();
        assertThat(effects).isGreaterThan(50);

        for (var gap = 1; gap <= effects; gap++) {
            new TinyWorld(Set.of(gap), Set.of()).play().isInOrder();
        }
    }

    @Test
    void survivesTheLossOfEveryCall() throws StoreException {
        var effects = new TinyWorld(Set.of(), Set.of()).play().executed();

        for (var lost = 0; lost < effects; lost++) {
            new TinyWorld(Set.of(), Set.of(lost)).play().isInOrder();
        }
    }

    @Test
    void declinesAgainUntilOffersComeWhenThatIsLostAsWell() throws StoreException {
        new TinyWorld(Set.of(), Set.of(63, 2, 3, 4, 5, 6, 85)).play().isInOrder();
    }
}
