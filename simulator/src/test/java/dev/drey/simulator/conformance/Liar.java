/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.json.ProtoJson;
import dev.drey.simulator.live.DecoderFailure;
import dev.drey.simulator.live.RecordIo;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Stands between a scheduler and its master, and does not tell the truth. JSON only. */
final class Liar implements AutoCloseable {
    private static final List<String> PASSED_ON = List.of("content-type", "accept", "mesos-stream-id");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final String master;
    private final Function<Event, Optional<Event>> events;
    private final IntUnaryOperator statuses;

    /**
     * Opens a port.
     *
     * @param events what becomes of an event on its way to the scheduler; empty if it is lost
     * @param statuses what becomes of the status of an answer
     */
    Liar(String master, Function<Event, Optional<Event>> events, IntUnaryOperator statuses) throws IOException {
        this.master = master;
        this.events = events;
        this.statuses = statuses;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(master + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, values.get(0));
            }
        });
        try (exchange) {
            answer(exchange, client.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, HttpResponse<InputStream> response) throws IOException {
        for (var name : List.of("Content-Type", "Mesos-Stream-Id", "Allow")) {
            response.headers().firstValue(name).ifPresent(value -> exchange.getResponseHeaders()
                    .set(name, value));
        }
        boolean isStream = response.headers().firstValue("Mesos-Stream-Id").isPresent();
        int status = isStream ? response.statusCode() : statuses.applyAsInt(response.statusCode());
        try (var body = response.body()) {
            if (isStream) {
                exchange.sendResponseHeaders(status, 0);
                pass(body, exchange);
            } else {
                var bytes = body.readAllBytes();
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private void pass(InputStream from, HttpExchange exchange) throws IOException {
        var decoder = new RecordIo.Decoder();
        var buffer = new byte[8192];
        var to = exchange.getResponseBody();
        try {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                for (var record : decoder.feed(Arrays.copyOf(buffer, count))) {
                    var told = events.apply(
                            ProtoJson.parse(record, Event.newBuilder()).build());
                    if (told.isPresent()) {
                        to.write(RecordIo.encode(ProtoJson.print(told.get()).getBytes(StandardCharsets.UTF_8)));
                        to.flush();
                    }
                }
            }
        } catch (DecoderFailure | JsonConversionException e) {
            throw new IOException("the master's stream cannot be understood", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
