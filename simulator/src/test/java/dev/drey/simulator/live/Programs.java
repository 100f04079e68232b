/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.simulator.cli.MesosAgent;
import dev.drey.simulator.cli.MesosMaster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Masters and agents that are processes of their own, in a directory. All of them end with it. */
final class Programs implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path directory;
    private final List<Process> started = new ArrayList<>();
    private final List<Path> keepers = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    Programs(Path directory) {
        this.directory = directory;
    }

    Process master(String name, int port, String... flags) throws IOException {
        return start(MesosMaster.class, name, port, flags);
    }

    Process agent(String name, int port, String... flags) throws IOException {
        keepers.add(directory.resolve(name).resolve("meta/keeper/endpoint"));
        return start(MesosAgent.class, name, port, flags);
    }

    private Process start(Class<?> program, String name, int port, String... flags) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName(),
                "--port=" + port,
                "--work_dir=" + directory.resolve(name)));
        command.addAll(List.of(flags));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start();
        started.add(process);
        return process;
    }

    /** The process that keeps the tasks of an agent dies too, as when the machine breaks down; its tasks as well. */
    void breakDown(Process agent) {
        var all = new ArrayList<>(agent.descendants().toList());
        agent.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /** What it has printed. */
    String log(String name) throws IOException {
        return Files.readString(directory.resolve(name + ".log"));
    }

    JsonNode get(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return MAPPER.readTree(
                client.send(request.build(), BodyHandlers.ofByteArray()).body());
    }

    /** The id of the only agent, once it is active. */
    String awaitAgent(int masterPort) {
        await(() -> get(masterPort, "/slaves").at("/slaves/0/active").asBoolean());
        return await(() -> get(masterPort, "/slaves").at("/slaves/0/id").asText(), id -> !id.isEmpty());
    }

    static void await(Callable<Boolean> condition) {
        await(condition, met -> met);
    }

    static <T> T await(Callable<T> value, java.util.function.Predicate<T> condition) {
        return org.awaitility.Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(value, condition);
    }

    @Override
    public void close() throws IOException {
        started.forEach(Process::destroyForcibly);
        for (var keeper : keepers) {
            Files.deleteIfExists(keeper);
        }
        for (var keeper : keepers) {
            await(() -> !Files.exists(keeper.getParent()));
        }
    }
}
