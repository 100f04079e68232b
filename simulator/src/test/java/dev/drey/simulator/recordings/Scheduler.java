/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A scheduler that speaks JSON as it comes and goes. Its events wait until somebody takes them. */
final class Scheduler {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String JSON = "application/json";

    private final URI uri;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<JsonNode> waiting = new ArrayList<>();
    private Optional<InputStream> stream = Optional.empty();
    private Optional<InputStream> ended = Optional.empty();
    private String streamId = "";

    Scheduler(String masterUrl) {
        this.uri = URI.create(masterUrl + "/api/v1/scheduler");
    }

    /** Sends SUBSCRIBE and returns the status; from then on events come in. */
    HttpResponse<InputStream> subscribe(ObjectNode call) throws IOException, InterruptedException {
        var response = client.send(request(call).build(), BodyHandlers.ofInputStream());
        if (response.statusCode() == 200) {
            streamId = response.headers().firstValue("Mesos-Stream-Id").orElseThrow();
            open(response.body());
        }
        return response;
    }

    /** Sends any other call and returns the response. */
    HttpResponse<String> call(ObjectNode call) throws IOException, InterruptedException {
        var request = request(call).header("Mesos-Stream-Id", streamId);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Takes the first event that is as wanted; empty if none comes in time. */
    synchronized Optional<JsonNode> take(Predicate<JsonNode> wanted, Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var found = waiting.stream().filter(wanted).findFirst();
            var left = (deadline - System.nanoTime()) / 1_000_000;
            if (found.isPresent() || left <= 0) {
                found.ifPresent(waiting::remove);
                return found;
            }
            wait(left);
        }
    }

    /** Whether the stream ends in time. */
    synchronized boolean awaitEnd(Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!ended.equals(stream)) {
            var left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    void disconnect() throws IOException {
        if (stream.isPresent()) {
            stream.get().close();
        }
    }

    private synchronized void open(InputStream body) {
        stream = Optional.of(body);
        var reader = new Thread(() -> read(body), "replay-scheduler");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream body) {
        try {
            for (var length = readLine(body); !length.isEmpty(); length = readLine(body)) {
                var event = MAPPER.readTree(body.readNBytes(Integer.parseInt(length)));
                synchronized (this) {
                    waiting.add(event);
                    notifyAll();
                }
            }
        } catch (IOException | NumberFormatException e) {
            return; // cut off, which is an end like any other
        } finally {
            over(body);
        }
    }

    private synchronized void over(InputStream body) {
        ended = Optional.of(body);
        notifyAll();
    }

    private static String readLine(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private HttpRequest.Builder request(ObjectNode call) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", JSON)
                .header("Accept", JSON)
                .POST(BodyPublishers.ofString(call.toString(), StandardCharsets.UTF_8));
    }
}
