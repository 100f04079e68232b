/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drey.simulator.live.ClusterConfig;
import dev.drey.simulator.live.LiveCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Drey's scripts as an operator runs them, on a live Mesos with one agent; ports and memory are in a file. */
abstract class ScriptsOnMesos {
    static final Path BASE = Path.of(System.getProperty("drey.basedir"));
    static final String USER = System.getProperty("user.name");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    /** Of the processes, besides what they all have. */
    final Map<String, String> environment = new TreeMap<>();

    private final List<Process> started = new ArrayList<>();
    final Distribution flink;
    private LiveCluster cluster;
    private MesosTasks mesos;
    private FlinkRest rest;
    private int restPort;

    ScriptsOnMesos(Distribution flink) {
        this.flink = flink;
    }

    @BeforeEach
    void aMesosAndAFolderForTheConfiguration() throws Exception {
        cluster = LiveCluster.start(ClusterConfig.builder()
                .port(0)
                .agents(1)
                .resources(List.of("cpus:8;mem:4096;disk:20000;ports:[31000-31999]"))
                .workDir(Files.createDirectory(folder.resolve("mesos")))
                .build());
        mesos = new MesosTasks(cluster.masterUrl());
        restPort = FreePort.near(0);
        rest = new FlinkRest(scheme() + "://127.0.0.1:" + restPort);
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

    /** How Flink's REST API is spoken to. */
    String scheme() {
        return "http";
    }

    void configure(String file) throws IOException {
        Files.writeString(folder.resolve("conf").resolve(file), """
                jobmanager.bind-host: 127.0.0.1
                taskmanager.bind-host: 127.0.0.1
                rest.bind-address: 127.0.0.1
                rest.port: %d
                jobmanager.rpc.port: %d
                io.tmp.dirs: %s
                web.tmpdir: %s
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
                restPort, FreePort.near(0), folder.resolve("tmp"), folder.resolve("tmp"), folder.resolve("state")));
    }

    Process run(String name, List<String> command, List<String> more) throws IOException {
        return run(name, Stream.concat(command.stream(), more.stream()).toArray(String[]::new));
    }

    Process run(String name, String... command) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".out").toFile());
        builder.environment().put("FLINK_CONF_DIR", folder.resolve("conf").toString());
        builder.environment().put("FLINK_LOG_DIR", folder.resolve("log").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        started.add(process);
        return process;
    }

    /** The arguments with which WordCount counts the words of "to be or not to be" into the folder "counts". */
    List<String> wordCount() throws IOException {
        var text = Files.writeString(folder.resolve("text"), "to be or not to be");
        return List.of(
                "--input",
                text.toUri().toString(),
                "--output",
                folder.resolve("counts").toUri().toString(),
                "--execution-mode",
                "BATCH");
    }

    void assertThatWordsAreCounted() throws IOException {
        assertThat(WordCounts.read(folder.resolve("counts")))
                .containsExactly(
                        new WordCounts.Count("be", 2),
                        new WordCounts.Count("to", 2),
                        new WordCounts.Count("not", 1),
                        new WordCounts.Count("or", 1));
    }

    /** Writes the graph of WordCount into a file, runs that, and waits for its end. */
    void runFromItsGraph() throws IOException, InterruptedException {
        var graph = folder.resolve("job.graph");
        var write = run(
                "graph",
                List.of(
                        script("drey-jobgraph"),
                        "--output",
                        graph.toString(),
                        "--jar",
                        flink.example("WordCount").toString()),
                wordCount());
        assertThat(exitCode(write)).as(output("graph")).isZero();

        var job = run(
                "job",
                script("mesos-appmaster-job.sh"),
                "-Dmesos.master=" + master(),
                "-Djobmanager.rpc.address=127.0.0.1",
                "-Dmesos.resourcemanager.framework.user=" + USER,
                "-Dinternal.jobgraph-path=" + graph);

        assertThat(exitCode(job)).as(output("job")).isZero();
    }

    String script(String name) {
        return flink.script(name).toString();
    }

    String output(String name) {
        try {
            return Files.readString(folder.resolve(name + ".out"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        return process.exitValue();
    }

    void awaitThat(String what, BooleanSupplier condition) {
        await(what).atMost(PATIENCE).until(() -> condition.getAsBoolean());
    }

    String master() {
        return cluster.masterUrl().replace("http://", "");
    }

    /** Where Flink's REST API is. */
    String flinkUrl() {
        return rest.url();
    }

    boolean answers() {
        return uninterrupted(rest::answers);
    }

    boolean runs(String job) {
        return uninterrupted(() -> rest.runsCompletely(job));
    }

    Set<String> registered() {
        return new TreeSet<>(uninterrupted(rest::taskManagers));
    }

    Set<String> workers() {
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
