/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.keeper;

import dev.drey.simulator.control.ControlFolder;
import dev.drey.simulator.control.ControlFolder.Endpoint;
import dev.drey.simulator.json.RecordJson;
import dev.drey.simulator.live.CannotStartException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The other end of an {@link AgentKeeper}: an agent that runs for as long as this process lives and is not closed. */
public final class KeptAgent implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int POLL_MILLIS = 50;

    private final Socket socket;
    private final BufferedReader in;
    private final CompletableFuture<Throwable> end = new CompletableFuture<>();
    private int port;

    private KeptAgent(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts the agent, or starts it again if its tasks have outlived an earlier process. */
    public static KeptAgent start(AgentFlags flags) throws CannotStartException {
        var folder = new ControlFolder(Path.of(flags.workDir(), "meta", "keeper"));
        try {
            folder.create();
            var connected = connect(folder);
            var agent = new KeptAgent(connected.isPresent() ? connected.get() : startKeeper(folder));
            agent.greet(folder.endpoint().orElseThrow(), flags);
            return agent;
        } catch (IOException e) {
            throw new CannotStartException(
                    "The agent cannot be started in " + flags.workDir() + " (" + e.getMessage()
                            + "): choose another --work_dir.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStartException("Interrupted while starting the agent.", e);
        }
    }

    public int port() {
        return port;
    }

    /** Completed when the agent ends by itself: with null, or with the reason if that is a failure. */
    public CompletableFuture<Throwable> end() {
        return end;
    }

    /** Leaves the master for good and ends all tasks, as on SIGUSR1. */
    public void stop() throws IOException {
        write("stop");
    }

    /** As if this process were killed: tasks of frameworks that checkpoint go on. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void greet(Endpoint endpoint, AgentFlags flags) throws IOException, CannotStartException {
        write(endpoint.token() + " " + ProcessHandle.current().pid());
        write(new String(RecordJson.write(flags), StandardCharsets.UTF_8));
        var words = String.valueOf(in.readLine()).split(" ", 2);
        if (words[0].equals("failed")) {
            throw new CannotStartException(words[1]);
        } else if (!words[0].equals("started")) {
            throw new IOException("its process ended; see meta/keeper/log");
        }
        port = Integer.parseInt(words[1]);
        var reader = new Thread(this::awaitEnd, "keeper");
        reader.setDaemon(true);
        reader.start();
    }

    private void awaitEnd() {
        try {
            var words = String.valueOf(in.readLine()).split(" ", 2);
            end.complete(
                    words[0].equals("over")
                            ? null
                            : new IllegalStateException(words[0].equals("failed") ? words[1] : "The agent has ended."));
        } catch (IOException e) {
            end.complete(new IllegalStateException("The agent has ended: " + e.getMessage() + "."));
        }
    }

    private void write(String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /* What a keeper left behind that was itself killed is of no use; its port may be another's by now. */
    private static Optional<Socket> connect(ControlFolder folder) throws IOException {
        var endpoint = folder.endpoint();
        if (endpoint.isEmpty()) {
            return Optional.empty();
        }
        if (!isKept(folder)) {
            folder.delete();
            folder.create();
            return Optional.empty();
        }
        return Optional.of(
                new Socket(InetAddress.getLoopbackAddress(), endpoint.get().port()));
    }

    private static boolean isKept(ControlFolder folder) throws IOException {
        try (var channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        }
    }

    private static Socket startKeeper(ControlFolder folder) throws IOException, InterruptedException {
        var command = new ArrayList<>(ownSession());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AgentKeeper.class.getName(),
                folder.path().toString()));
        var keeper = new ProcessBuilder(command)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(folder.log().toFile())
                .start();
        for (long waited = 0; waited < PATIENCE.toMillis(); waited += POLL_MILLIS) {
            var connected = connect(folder);
            if (connected.isPresent()) {
                return connected.get();
            }
            if (keeper.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) && keeper.exitValue() != 0) {
                break;
            }
        }
        keeper.destroy();
        throw new IOException("its process did not start; see " + folder.log());
    }

    /* So that Ctrl-C in a terminal ends the agent's process and not its tasks. */
    private static List<String> ownSession() {
        var program = Path.of("/usr/bin/setsid");
        return Files.isExecutable(program) ? List.of(program.toString()) : List.of();
    }
}
