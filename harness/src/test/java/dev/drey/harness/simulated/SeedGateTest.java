/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.oracle.Sometimes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Some seeds of the mixed fault plan, each played twice: no promise is broken, and each goes the same way again. */
@Tag("sim")
class SeedGateTest {
    private static final int SEEDS = 50;
    private static final Path FOLDER = Path.of(System.getProperty("drey.basedir"), "harness/target/sim");

    @Test
    void theSchedulerKeepsItsPromises() throws Exception {
        var summary = new Summary("mixed", "1.." + SEEDS, SEEDS);
        var stories = new ArrayList<String>();

        new Campaign(new MixedPlay(), true).play(1, SEEDS, 2, summary::add);
        for (var failed : summary.failures()) {
            var files = new FailureFolder(FOLDER, failed);
            files.write();
            stories.add(files.story());
        }

        assertThat(stories).isEmpty();
        assertThat(summary.marks())
                .containsAll(EnumSet.of(
                        Sometimes.UPDATE_FOR_UNKNOWN_TASK,
                        Sometimes.UPDATE_TWICE,
                        Sometimes.TASK_CAME_BACK,
                        Sometimes.AGENT_FAILURE,
                        Sometimes.SUPERSEDED,
                        Sometimes.REMOVED,
                        Sometimes.RESUBSCRIBED_WITH_TASKS));
    }
}
