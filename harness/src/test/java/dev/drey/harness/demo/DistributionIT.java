/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What operators get: a Flink home with one jar of ours in it. */
@Tag("wire")
class DistributionIT {
    private final Path home =
            Distribution.find(Path.of(System.getProperty("drey.basedir"))).home();

    DistributionIT() throws IOException {}

    @Test
    void d15_bringsNoClassThatCouldClashWithThoseOfOthers() throws IOException {
        try (var jar = new JarFile(ours().toFile())) {
            var foreign = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class"))
                    .filter(name -> !name.startsWith("dev/drey/") && !name.startsWith("org/apache/mesos/"))
                    .toList();

            assertThat(foreign).isEmpty();
        }
    }

    @Test
    void hasScriptsThatCanBeRun() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("bin"))) {
            var scripts = files.filter(file -> !file.toString().endsWith(".args"))
                    .filter(file -> !file.endsWith("drey-config.sh"))
                    .toList();

            assertThat(scripts)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder(
                            "drey-jobgraph",
                            "flink",
                            "mesos-appmaster-application.sh",
                            "mesos-appmaster-job.sh",
                            "mesos-appmaster.sh",
                            "mesos-taskmanager.sh");
            assertThat(scripts).allMatch(Files::isExecutable);
        }
    }

    private Path ours() throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            List<Path> found = jars.filter(jar -> jar.getFileName().toString().startsWith("drey-"))
                    .toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }
}
