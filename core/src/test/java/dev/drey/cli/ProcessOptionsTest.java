/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ProcessOptionsTest {
    private final Configuration configuration = new Configuration();

    @Test
    void tellsTheMemoryOfAJobManager() {
        configuration.setString("jobmanager.memory.process.size", "800m");

        assertThat(lines(true))
                .contains("DREY_JVM:-Xmx234881024", "DREY_MAIN:jobmanager.memory.heap.size=234881024b")
                .allMatch(line -> line.startsWith("DREY_"));
    }

    @Test
    void tellsTheMemoryOfATaskManager() {
        configuration.setString("taskmanager.memory.process.size", "1024m");

        assertThat(lines(false))
                .anyMatch(line -> line.startsWith("DREY_JVM:-XX:MaxDirectMemorySize="))
                .anyMatch(line -> line.startsWith("DREY_MAIN:taskmanager.memory.managed.size="));
    }

    @Test
    void splitsTheConfiguredOptionsOfTheJvmAsAShellWould() {
        configuration.setString("jobmanager.memory.process.size", "800m");
        configuration.setString("env.java.opts.all", "-Da=1 -Db='x y'");
        configuration.setString("env.java.opts.jobmanager", "\"-Dc=$HOME *\"");
        configuration.setString("env.java.opts.taskmanager", "-Dnot=here");

        assertThat(lines(true))
                .contains("DREY_JVM:-Da=1", "DREY_JVM:-Db=x y", "DREY_JVM:-Dc=$HOME *")
                .doesNotContain("DREY_JVM:-Dnot=here");
    }

    private List<String> lines(boolean isJobManager) {
        var bytes = new ByteArrayOutputStream();
        ProcessOptions.print(isJobManager, configuration, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
