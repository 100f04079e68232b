/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.control;

import dev.drey.simulator.control.ControlFolder.Endpoint;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One call of {@code mesos-control}: told to the process that keeps the cluster, which is started if need be. */
final class ControlClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int POLL_MILLIS = 50;

    private final ControlFolder folder;

    ControlClient(ControlFolder folder) {
        this.folder = folder;
    }

    /** Returns what is to be printed when the action is complete. */
    String ask(List<String> words) throws ControlException, IOException, InterruptedException {
        var running = running();
        if (running.isPresent()) {
            return answer(running.get(), words);
        }
        switch (words.get(0)) {
            case "stop":
                return "";
            case "profile":
                return answer(started(), words);
            default:
                throw new ControlException("There is no cluster: start one with profile NAME.");
        }
    }

    /* What an earlier process left behind without an end is of no use. */
    private Optional<Endpoint> running() throws IOException {
        var endpoint = folder.endpoint();
        if (endpoint.isEmpty() || isListening(endpoint.get())) {
            return endpoint;
        }
        folder.delete();
        return Optional.empty();
    }

    private static boolean isListening(Endpoint endpoint) {
        try (var socket = new Socket("127.0.0.1", endpoint.port())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Endpoint started() throws ControlException, IOException, InterruptedException {
        folder.create();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var server = new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ControlServer.class.getName(),
                        folder.path().toString())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(folder.log().toFile())
                .start();
        for (long waited = 0; waited < PATIENCE.toMillis(); waited += POLL_MILLIS) {
            var endpoint = folder.endpoint();
            if (endpoint.isPresent()) {
                return endpoint.get();
            }
            if (server.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        server.destroy();
        throw new ControlException("The cluster's process did not start; its output is in " + folder.log() + ".");
    }

    private static String answer(Endpoint endpoint, List<String> words)
            throws ControlException, IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + endpoint.port() + "/" + endpoint.token());
        var request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(String.join(" ", words)));
        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new ControlException(answer.body().trim());
        }
        return answer.body();
    }
}
