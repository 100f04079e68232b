/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * On the simulated master and agents: dies in every gap between two effects of launches, an end, an acknowledgement, a
 * release with its kill, and a reconciliation.
 */
@Tag("sim")
class CrashPointTest {
    @Test
    void losesAndDoublesNothingWhereverItCrashes() throws Exception {
        var calm = new CrashWorld(Set.of()).play();
        calm.isInOrder();
        assertThat(calm.effects()).isBetween(80, 400);

        for (var gap = 1; gap <= calm.effects(); gap++) {
            var crashed = new CrashWorld(Set.of(gap)).play();

            assertThatCode(crashed::isInOrder).as("crash after effect %d", gap).doesNotThrowAnyException();
        }
    }

    @Test
    void losesAndDoublesNothingIfItCrashesTwiceInARow() throws Exception {
        var effects = new CrashWorld(Set.of()).play().effects();

        for (var gap = 1; gap <= effects; gap += 3) {
            for (var next = 1; next <= 31; next += 5) {
                var crashed = new CrashWorld(Set.of(gap, gap + next)).play();

                assertThatCode(crashed::isInOrder)
                        .as("crashes after effects %d and %d", gap, gap + next)
                        .doesNotThrowAnyException();
            }
        }
    }
}
