/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that agents are given, run by a real shell in a sandbox as the fetcher leaves it. */
@Tag("unit")
class WorkerCommandTest {
    private static final String AWKWARD = "conf/it's \"my\" $HOME; log4j.properties";
    private static final Map<String, String> OPTIONS = Map.of(
            "containerized.taskmanager.env.API_TOKEN",
            "hush",
            "mesos.resourcemanager.tasks.taskmanager-cmd",
            "printf '%s' \"$API_TOKEN\" >started");

    @TempDir
    private Path directory;

    private final WorkerBundle bundle = new WorkerBundle();
    private Path sandbox;

    @Test
    void leavesTheFilesOfTheWorkerToItsUserOnly() throws Exception {
        ship("krb5.keytab", false);
        ship(AWKWARD, false);
        ship("lib/flink.jar", true);
        var worker = fetched(OPTIONS);

        assertThat(run(worker)).isZero();

        assertThat(sandbox.resolve("started")).hasContent("hush");
        for (var own : new String[] {
            "conf/config.yaml", "conf/taskmanager-jvm.args", "conf/taskmanager-env.sh", "krb5.keytab", AWKWARD
        }) {
            assertThat(mode(own)).as(own).isEqualTo("rw-------");
        }
        assertThat(mode("lib/flink.jar")).isEqualTo("rw-r--r--");
    }

    @Test
    void hidesTheFilesBeforeAnythingOfTheUserRuns() throws Exception {
        var worker = fetched(Map.of(
                "mesos.resourcemanager.tasks.bootstrap-cmd",
                "stat -c %a conf/config.yaml >mode",
                "mesos.resourcemanager.tasks.taskmanager-cmd",
                "true"));

        assertThat(run(worker)).isZero();

        assertThat(sandbox.resolve("mode")).hasContent("600");
    }

    @Test
    void doesNotStartAWorkerWhoseFilesCannotBeHidden() throws Exception {
        var worker = fetched(OPTIONS);
        Files.delete(sandbox.resolve("conf/taskmanager-jvm.args"));

        assertThat(run(worker)).isNotZero();

        assertThat(sandbox.resolve("stderr")).content().contains("conf/taskmanager-jvm.args");
        assertThat(sandbox.resolve("started")).doesNotExist();
    }

    private void ship(String destination, boolean cached) throws IOException {
        var source = Files.writeString(directory.resolve("source"), "content");
        bundle.ship(new ShippedFile(source, destination, cached, false));
    }

    private LaunchedWorker fetched(Map<String, String> options) throws Exception {
        var worker = LaunchedWorker.with(options, bundle);
        sandbox = directory.resolve("sandbox");
        for (var uri : worker.task.getCommand().getUrisList()) {
            var file = sandbox.resolve(uri.getOutputFile());
            Files.createDirectories(file.getParent());
            Files.write(file, worker.file(uri.getOutputFile()));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
        return worker;
    }

    private int run(LaunchedWorker worker) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        "/bin/sh", "-c", worker.task.getCommand().getValue())
                .directory(sandbox.toFile())
                .redirectError(sandbox.resolve("stderr").toFile());
        builder.environment().putAll(worker.environment());
        var process = builder.start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        return process.waitFor();
    }

    private String mode(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(sandbox.resolve(file)));
    }
}
