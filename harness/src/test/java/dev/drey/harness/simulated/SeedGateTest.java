/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.oracle.Sometimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Some seeds of the mixed fault plan, each played twice: no promise is broken, and each goes the same way again. */
@Tag("sim")
class SeedGateTest {
    private static final int SEEDS = 50;
    /* Two messages have to cross within some milliseconds, which so few seeds need not see. */
    private static final EnumSet<Sometimes> RARE = EnumSet.of(
            Sometimes.RESCIND_AFTER_ACCEPT, Sometimes.LAUNCH_ON_VOID_OFFER, Sometimes.CALL_ON_OLD_CONNECTION);

    private static final Path FOLDER = Path.of(System.getProperty("drey.basedir"), "harness/target/sim");

    @Test
    void theSchedulerKeepsItsPromises() throws Exception {
        var tally = new Tally();
        var stories = new ArrayList<String>();
        var seeds = LongStream.rangeClosed(1, SEEDS).iterator();

        new Campaign(new MixedPlay(), true).play(seeds, 2, seed -> {
            tally.add(seed);
            if (!seed.isGood()) {
                stories.add(keep(seed));
            }
        });

        assertThat(stories).isEmpty();
        Files.createDirectories(FOLDER);
        var coverage = tally.coverage(ExpectedSituations.ofMixedFaults());
        Files.writeString(FOLDER.resolve("coverage.html"), coverage.html());
        assertThat(coverage.missing())
                .as("situations that these seeds must reach; see %s", FOLDER.resolve("coverage.html"))
                .isEmpty();
        assertThat(tally.marks().keySet())
                .containsAll(EnumSet.complementOf(RARE).stream()
                        .map(Sometimes::toString)
                        .toList());
    }

    private static String keep(Campaign.SeedResult failed) {
        try {
            var files = new FailureFolder(FOLDER, failed);
            files.write();
            return files.story();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
