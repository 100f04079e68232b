/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.world.Choices;
import dev.drey.simulator.world.Trace;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ReportTest {
    @TempDir
    private Path folder;

    @Test
    void aTimelineHasALaneForEachTaskAndNeedsNothingFromOutside() throws Exception {
        var trace = new Trace(Instant.EPOCH);
        trace.add(Instant.EPOCH.plusMillis(1500), "framework", Trace.Kind.CALL, "ACCEPT O1 launch w-1-1 #1");

        String page = HtmlTimeline.of("a & b", trace.entries());

        assertThat(page)
                .contains("<title>a &amp; b</title>")
                .contains("\"framework\",\"w-1-1\"]")
                .contains("[1500,\"w-1-1\",\">\"")
                .doesNotContain("src=")
                .doesNotContain("href=");
    }

    @Test
    void aLineIsDense() {
        var trace = new Trace(Instant.EPOCH);

        trace.add(Instant.EPOCH.plusMillis(1500), "master", Trace.Kind.END, "master 1 dies");

        assertThat(trace.lines()).containsExactly("1.500 master - master 1 dies");
    }

    @Test
    void choicesSurviveAFile() throws Exception {
        var choices = Choices.ofSeed(3);
        int first = choices.fork("a").below("x", 100);
        Path file = folder.resolve("choices.jsonl");

        ChoicesFile.write(file, 3, choices.recorded());

        assertThat(ChoicesFile.read(file).fork("a").below("x", 100)).isEqualTo(first);
    }
}
