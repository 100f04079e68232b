/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drey.simulator.live.ClusterConfig;
import dev.drey.simulator.live.LiveCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of Flink's own page on Mesos, with today's version: they are what operators have in their scripts. What
 * the page leaves to the configuration file (ports, memory) is in one.
 */
@Tag("wire")
class OriginalCommandsIT {
    private static final Path BASE = Path.of(System.getProperty("drey.basedir"));
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String USER = System.getProperty("user.name");
    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();
    private Distribution flink;
    private LiveCluster cluster;
    private MesosTasks mesos;
    private FlinkRest rest;
    private int restPort;

    @BeforeEach
    void aMesosAndAConfigurationFile() throws Exception {
        flink = Distribution.find(BASE);
        cluster = LiveCluster.start(ClusterConfig.builder()
                .port(0)
                .agents(1)
                .resources(List.of("cpus:8;mem:4096;disk:20000;ports:[31000-31999]"))
                .workDir(Files.createDirectory(folder.resolve("mesos")))
                .build());
        mesos = new MesosTasks(cluster.masterUrl());
        restPort = FreePort.near(0);
        rest = new FlinkRest("http://127.0.0.1:" + restPort);
        Files.createDirectories(folder.resolve("conf"));
        for (var file : List.of("log4j.properties", "log4j-console.properties", "log4j-cli.properties")) {
            Files.copy(
                    flink.home().resolve("conf").resolve(file),
                    folder.resolve("conf").resolve(file));
        }
    }

    @AfterEach
    void leaveNothingBehind() throws InterruptedException {
        for (var process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        cluster.close();
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

    private void configure(String file) throws IOException {
        Files.writeString(folder.resolve("conf").resolve(file), """
                jobmanager.bind-host: 127.0.0.1
                taskmanager.bind-host: 127.0.0.1
                rest.bind-address: 127.0.0.1
                rest.port: %d
                io.tmp.dirs: %s
                jobmanager.memory.process.size: 448m
                jobmanager.memory.off-heap.size: 64m
                jobmanager.memory.jvm-metaspace.size: 128m
                jobmanager.memory.jvm-overhead.min: 64m
                jobmanager.memory.jvm-overhead.max: 64m
                taskmanager.memory.process.size: 544m
                taskmanager.memory.framework.heap.size: 64m
                taskmanager.memory.managed.size: 32m
                taskmanager.memory.network.min: 48m
                taskmanager.memory.network.max: 48m
                taskmanager.memory.jvm-metaspace.size: 128m
                taskmanager.memory.jvm-overhead.min: 64m
                taskmanager.memory.jvm-overhead.max: 64m
                mesos.resourcemanager.state-dir: %s
                """.formatted(
                        restPort, folder.resolve("tmp"), folder.resolve("state")));
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

    private Process run(String name, String... command) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".out").toFile());
        builder.environment().put("FLINK_CONF_DIR", folder.resolve("conf").toString());
        builder.environment().put("FLINK_LOG_DIR", folder.resolve("log").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        process.getOutputStream().close();
        started.add(process);
        return process;
    }

    private String script(String name) {
        return flink.script(name).toString();
    }

    private String output(String name) {
        try {
            return Files.readString(folder.resolve(name + ".out"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        return process.exitValue();
    }

    private void awaitThat(String what, BooleanSupplier condition) {
        await(what).atMost(PATIENCE).until(() -> condition.getAsBoolean());
    }

    private static ProcessHandle appmasterOf(Process loop) {
        try (Stream<ProcessHandle> all = loop.descendants()) {
            return all.filter(process -> process.info().command().orElse("").endsWith("/java"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String master() {
        return cluster.masterUrl().replace("http://", "");
    }

    private boolean answers() {
        return uninterrupted(rest::answers);
    }

    private boolean runs(String job) {
        return uninterrupted(() -> rest.runsCompletely(job));
    }

    private Set<String> registered() {
        return new TreeSet<>(uninterrupted(rest::taskManagers));
    }

    private Set<String> workers() {
        return new TreeSet<>(uninterrupted(mesos::running));
    }

    private interface Question<T> {
        T ask() throws InterruptedException;
    }

    private static <T> T uninterrupted(Question<T> question) {
        try {
            return question.ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
