/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drey.simulator.live.ClusterConfig;
import dev.drey.simulator.live.LiveCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/mesos-with-curl.md says is what happens. */
@Tag("wire")
class CurlTranscriptTest {
    @TempDir
    Path folder;

    @Test
    void theCommandsOfThePagePrintWhatThePageSays() throws Exception {
        assumeTrue(hasCurl(), "there is no curl on this machine, so the transcript is not run");
        var transcript = Transcript.of(Path.of(System.getProperty("drey.basedir"), "docs/mesos-with-curl.md"));

        List<List<String>> printed;
        try (var mesos = LiveCluster.start(ClusterConfig.builder().agents(2).build())) {
            printed = transcript.run(folder, Map.of("MASTER", mesos.masterUrl()));
        }

        assertThat(printed).as("blocks that ran to their end").hasSameSizeAs(transcript.blocks());
        for (int i = 0; i < printed.size(); i++) {
            Transcript.Block block = transcript.blocks().get(i);
            if (block.isChecked()) {
                assertThat(printed.get(i)).as(block.commands()).isEqualTo(block.printed());
            }
        }
    }

    private static boolean hasCurl() throws Exception {
        var probe = new ProcessBuilder("sh", "-c", "command -v curl").redirectErrorStream(true);
        return probe.start().waitFor() == 0;
    }
}
