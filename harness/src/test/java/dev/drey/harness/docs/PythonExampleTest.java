/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drey.simulator.live.ClusterConfig;
import dev.drey.simulator.live.LiveCluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scheduler in Python in docs/wire-server.md does what the page says. */
@Tag("wire")
class PythonExampleTest {
    private static final Pattern EXAMPLE = Pattern.compile("```python\n(.*?)```\\s+```text\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void theSchedulerInPythonPrintsWhatThePageSays() throws Exception {
        assumeTrue(hasPython(), "there is no python3 3.9 or newer on this machine, so the example is not run");
        var page = Files.readString(Path.of(System.getProperty("drey.basedir"), "docs/wire-server.md"));
        var example = EXAMPLE.matcher(page);
        assertThat(example.find()).as("a Python example and its output").isTrue();
        var script = Files.writeString(folder.resolve("scheduler.py"), example.group(1));
        var output = folder.resolve("output");

        try (var mesos = LiveCluster.start(ClusterConfig.builder().agents(2).build())) {
            var builder = new ProcessBuilder("python3", script.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("MASTER", mesos.masterUrl());
            var python = builder.start();
            boolean ended = python.waitFor(2, TimeUnit.MINUTES);
            python.destroyForcibly();

            assertThat(Files.readString(output, StandardCharsets.UTF_8)).isEqualTo(example.group(2));
            assertThat(ended).isTrue();
        }
    }

    private static boolean hasPython() throws Exception {
        var probe = new ProcessBuilder("sh", "-c", "python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))'");
        return probe.redirectErrorStream(true).start().waitFor() == 0;
    }
}
