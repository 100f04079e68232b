/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS wherever Flink has it: clients, the artifact server, and between the processes of Flink. */
@Tag("wire")
class EncryptedIT extends ScriptsOnMesos {
    private static final String PASSWORD = "changeit";
    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

    @TempDir
    private static Path stores;

    private static SSLContext before;

    EncryptedIT() throws IOException {
        super(Distribution.find(BASE));
    }

    /* The fetcher of the agents, which is this process, must trust the artifact server. */
    @BeforeAll
    static void trustTheCertificateOfRest() throws Exception {
        makeKey("rest");
        makeKey("internal");
        var trusted = KeyStore.getInstance(stores.resolve("rest.p12").toFile(), PASSWORD.toCharArray());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        before = SSLContext.getDefault();
        SSLContext.setDefault(context);
    }

    @AfterAll
    static void trustAsBefore() {
        SSLContext.setDefault(before);
    }

    @Override
    String scheme() {
        return "https";
    }

    @Test
    void aSessionRunsAJobIsListedAndIsStopped() throws Exception {
        configure("config.yaml");
        encrypt();
        var session = run(
                "session",
                script("mesos-appmaster.sh"),
                "-Dmesos.master=" + master(),
                "-Djobmanager.rpc.address=127.0.0.1",
                "-Dmesos.resourcemanager.framework.user=" + USER);
        awaitThat("the session is up", () -> answers() || !session.isAlive());
        assertThat(session.isAlive()).as(output("session")).isTrue();

        var submit = run(
                "submit",
                script("flink"),
                "run",
                "--detached",
                "--target",
                "remote",
                "-Drest.address=127.0.0.1",
                flink.example("WindowJoin").toString());
        assertThat(exitCode(submit)).as(output("submit")).isZero();
        var id = JOB_ID.matcher(output("submit"));
        assertThat(id.find()).as(output("submit")).isTrue();
        awaitThat("the job runs", () -> runs(id.group(1)));
        assertThat(registered()).hasSize(1).isEqualTo(workers());

        var list = run("list", script("flink"), "list", "--target", "remote", "-Drest.address=127.0.0.1");
        assertThat(exitCode(list)).as(output("list")).isZero();
        assertThat(output("list")).contains(id.group(1), "(RUNNING)");

        assertThat(sandboxFiles(".*\\.(jks|p12)"))
                .as("stores that were sent to the worker; those of REST stay with the appmaster")
                .extracting(file -> file.getFileName().toString())
                .containsOnly("internal-keystore.jks", "internal-truststore.jks");
        assertThat(sandboxText("stderr")).contains("Fetching URI 'https://127.0.0.1:");

        var stop = run("stop", script("mesos-appmaster.sh"), "--stop");
        assertThat(exitCode(stop)).as(output("stop")).isZero();
        assertThat(exitCode(session)).as(output("session")).isZero();
        awaitThat("the workers are gone", () -> workers().isEmpty());
    }

    private void encrypt() throws IOException {
        var options = new StringBuilder();
        for (var kind : List.of("internal", "rest")) {
            options.append("security.ssl.%s.enabled: true\n".formatted(kind));
            options.append("security.ssl.%s.key-password: %s\n".formatted(kind, PASSWORD));
            for (var store : List.of("keystore", "truststore")) {
                var prefix = "security.ssl.%s.%s".formatted(kind, store);
                options.append("%s: %s\n".formatted(prefix, stores.resolve(kind + ".p12")));
                options.append("%s-password: %s\n".formatted(prefix, PASSWORD));
            }
        }
        Files.writeString(folder.resolve("conf/config.yaml"), options, StandardOpenOption.APPEND);
    }

    private List<Path> sandboxFiles(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("mesos"))) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .toList();
        }
    }

    private String sandboxText(String name) throws IOException {
        var text = new StringBuilder();
        for (var file : sandboxFiles(name)) {
            text.append(Files.readString(file));
        }
        return text.toString();
    }

    private static void makeKey(String name) throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "flink",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        stores.resolve(name + ".p12").toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
