/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same scripts and the same jar in a home of Flink 1.20. Its sessions are shown by {@link DemoIT}. */
@Tag("wire")
class Flink120IT extends ScriptsOnMesos {
    Flink120IT() throws IOException {
        super(Distribution.find(BASE, "1.20"));
    }

    @Test
    void itIsTheSameJar() throws IOException {
        var jars = "lib/drey-" + System.getProperty("drey.version") + ".jar";
        var current = Distribution.find(BASE).home().resolve(jars);

        assertThat(Files.mismatch(flink.home().resolve(jars), current)).isEqualTo(-1);
    }

    @Test
    void anApplicationRunsAndEndsTheCluster() throws Exception {
        configure("flink-conf.yaml");
        var application = run(
                "application",
                List.of(
                        script("mesos-appmaster-application.sh"),
                        "-Dmesos.master=" + master(),
                        "-Djobmanager.rpc.address=127.0.0.1",
                        "--jar",
                        flink.example("WordCount").toString()),
                wordCount());

        assertThat(exitCode(application)).as(output("application")).isZero();
        assertThat(output("application")).containsPattern("flink=1\\.20\\.\\d+, a version that Drey is tested with");
        assertThatWordsAreCounted();
        awaitThat("the workers are gone", () -> workers().isEmpty());
    }

    @Test
    void aJobRunsFromItsGraphFileAndEndsTheCluster() throws Exception {
        configure("config.yaml");

        runFromItsGraph();

        assertThatWordsAreCounted();
        awaitThat("the workers are gone", () -> workers().isEmpty());
    }
}
