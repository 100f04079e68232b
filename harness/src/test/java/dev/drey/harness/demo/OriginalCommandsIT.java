/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The commands of Flink's own page on Mesos, with today's version: they are what operators have in their scripts. What
 * the page leaves to the configuration file (ports, memory) is in one.
 */
@Tag("wire")
class OriginalCommandsIT extends ScriptsOnMesos {
    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

    OriginalCommandsIT() throws IOException {
        super(Distribution.find(BASE));
    }

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
        runFromItsGraph();

        assertThatWordsAreCounted();
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

    private static ProcessHandle appmasterOf(Process loop) {
        try (Stream<ProcessHandle> all = loop.descendants()) {
            return all.filter(process -> process.info().command().orElse("").endsWith("/java"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
