/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * On the simulated master and agents: dies in every gap between two effects of launches, ends, acknowledgements,
 * releases with their kills, and reconciliations, also while agents are cut off, drained or maintained, the framework
 * is removed, and masters or appmasters change; and then once more while it recovers.
 */
@Tag("sim")
class CrashPointTest {
    /** A recovery has at most so many effects before it goes on as usual. */
    private static final int RECOVERY = 12;

    /** Of so many pairs of crashes one is tried; trying all takes some minutes. */
    private static final int STRIDE = Integer.getInteger("crash.stride", 7);

    @ParameterizedTest
    @EnumSource(CrashStory.class)
    void losesAndDoublesNothingWhereverItCrashes(CrashStory story, TestReporter reporter) {
        var calm = new CrashWorld(story, Set.of()).play();
        calm.isInOrder();
        assertThat(calm.counted()).containsAll(story.signs());
        assertThat(calm.effects()).isBetween(20, 200);

        for (var gap = 1; gap <= calm.effects(); gap++) {
            check(story, Set.of(gap));
        }
        reporter.publishEntry("crashes", story + ": one in each of " + calm.effects() + " gaps");
    }

    @ParameterizedTest
    @EnumSource(CrashStory.class)
    void losesAndDoublesNothingIfItCrashesAgainWhileItRecovers(CrashStory story, TestReporter reporter) {
        var effects = new CrashWorld(story, Set.of()).play().effects();
        var pairs = 0;

        for (var pair = story.ordinal() % STRIDE; pair < effects * RECOVERY; pair += STRIDE) {
            var gap = 1 + pair / RECOVERY;
            check(story, Set.of(gap, gap + 1 + pair % RECOVERY));
            pairs++;
        }
        reporter.publishEntry("crashes", story + ": " + pairs + " of " + effects * RECOVERY + " pairs of gaps");
    }

    private static void check(CrashStory story, Set<Integer> crashes) {
        assertThatCode(() -> new CrashWorld(story, crashes).play().isInOrder())
                .as("%s, crashes after effects %s", story, crashes)
                .doesNotThrowAnyException();
    }
}
