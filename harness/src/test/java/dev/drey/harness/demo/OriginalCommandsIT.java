/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The commands of Flink's own page on Mesos, with today's version: they are what operators have in their scripts. What
 * the page leaves to the configuration file (ports, memory) is in one.
 */
@Tag("wire")
class OriginalCommandsIT extends AppmasterProcesses {
    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

    @Test
    void aSessionRunsWindowJoinAndComesBackWithItsWorkers() throws Exception {
        configure("flink-conf.yaml");
        var session = String.join(
                " ",
                script("mesos-appmaster.sh"),
                "-Dmesos.master=" + master(),
                "-Djobmanager.rpc.address=127.0.0.1",
                "-Dmesos.resourcemanager.framework.user=" + USER,
                "-Dmesos.resourcemanager.tasks.cpus=6");
        var loop = run("session", "bash", "-c", "until " + session + "; do echo again; done");
        awaitThat("the session is up", () -> answers());

        var submit = run(
                "submit",
                script("flink"),
                "run",
                "--detached",
                "--target",
                "remote",
                "-Djobmanager.rpc.address=127.0.0.1",
                "-Dmesos.resourcemanager.framework.user=" + USER,
                "-Dmesos.master=" + master(),
                flink.example("WindowJoin").toString());
        assertThat(exitCode(submit)).as(output("submit")).isZero();
        var id = JOB_ID.matcher(output("submit"));
        assertThat(id.find()).as(output("submit")).isTrue();
        awaitThat("WindowJoin runs", () -> runs(id.group(1)));
        var workers = workers();
        assertThat(workers).hasSize(1).isEqualTo(registered());

        appmasterOf(loop).destroyForcibly();
        awaitThat("it is started again", () -> output("session").contains("again"));
        awaitThat("the worker is taken over", () -> workers.equals(registered()));
        assertThat(workers()).isEqualTo(workers);

        assertThat(exitCode(run("stop", script("mesos-appmaster.sh"), "--stop")))
                .as(output("stop"))
                .isZero();
        assertThat(exitCode(loop)).isZero();
        awaitThat("the workers are gone", () -> workers().isEmpty());
    }

    @Test
    void aJobRunsFromItsGraphFileAndEndsTheCluster() throws Exception {
        configure("config.yaml");
        var text = Files.writeString(folder.resolve("text"), "to be or not to be");
        var graph = folder.resolve("job.graph");
        var write = run(
                "graph",
                script("drey-jobgraph"),
                "--output",
                graph.toString(),
                "--jar",
                flink.example("WordCount").toString(),
                "--input",
                text.toUri().toString(),
                "--output",
                folder.resolve("counts").toUri().toString(),
                "--execution-mode",
                "BATCH");
        assertThat(exitCode(write)).as(output("graph")).isZero();

        var job = run(
                "job",
                script("mesos-appmaster-job.sh"),
                "-Dmesos.master=" + master(),
                "-Djobmanager.rpc.address=127.0.0.1",
                "-Dmesos.resourcemanager.framework.user=" + USER,
                "-Dinternal.jobgraph-path=" + graph);

        assertThat(exitCode(job)).as(output("job")).isZero();
        assertThat(WordCounts.read(folder.resolve("counts")))
                .containsExactly(
                        new WordCounts.Count("be", 2),
                        new WordCounts.Count("to", 2),
                        new WordCounts.Count("not", 1),
                        new WordCounts.Count("or", 1));
        awaitThat("the workers are gone", () -> workers().isEmpty());
    }

    @Test
    void anEncryptedApplicationThatIsToldToEndTakesItsWorkersAlong() throws Exception {
        configure("config.yaml");
        encryptInternally();
        var application = run(
                "application",
                script("mesos-appmaster-job.sh"),
                "-Dmesos.master=" + master(),
                "-Djobmanager.rpc.address=127.0.0.1",
                "-Dmesos.resourcemanager.framework.on-sigterm=TEAR_DOWN",
                "--jar",
                flink.example("WindowJoin").toString());
        awaitThat("its worker runs", () -> !registered().isEmpty());
        assertThat(output("application")).contains("that is what mesos-appmaster-application.sh does");

        application.destroy();

        assertThat(exitCode(application)).isEqualTo(143);
        awaitThat("the workers are gone", () -> workers().isEmpty());
    }

    /* The worker is given the stores; without them it could not talk to anybody. */
    private void encryptInternally() throws IOException, InterruptedException {
        var store = folder.resolve("internal.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var key = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "flink",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=flink.internal",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .inheritIO()
                .start();
        assertThat(key.waitFor()).isZero();
        var options = new StringBuilder("security.ssl.internal.enabled: true\n");
        for (var kind : List.of("keystore", "truststore")) {
            options.append("security.ssl.internal.%s: %s\n".formatted(kind, store));
            options.append("security.ssl.internal.%s-password: changeit\n".formatted(kind));
        }
        options.append("security.ssl.internal.key-password: changeit\n");
        Files.writeString(folder.resolve("conf/config.yaml"), options, StandardOpenOption.APPEND);
    }
}
