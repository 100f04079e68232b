/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drey.model.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a {@link StatusBoard} over HTTP: a page for people, {@code /status}, {@code /explain}, {@code /health} and
 * {@code /metrics}. It only reads; there is nothing to be changed here, and no secret to be seen.
 */
public final class StatusServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);
    private static final int THREADS = 2;
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    /* The page is one file, and asks nobody but this server. */
    private static final String POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
            + " img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, StatusServer::thread);
    private final Map<String, Supplier<Answer>> pages;

    private record Answer(int status, String type, String body) {}

    private StatusServer(HttpServer server, StatusBoard board) {
        this.server = server;
        var openApi = resource("openapi.json");
        var page = resource("index.html");
        this.pages = Map.of(
                "/",
                () -> new Answer(200, HTML, page),
                "/openapi.json",
                () -> new Answer(200, JSON, openApi),
                "/status",
                () -> new Answer(200, JSON, StatusJson.of(board.status())),
                "/summary",
                () -> new Answer(200, JSON, StatusJson.of(board.status().forAPage())),
                "/explain",
                () -> new Answer(200, JSON, StatusJson.of(Explanation.of(board.status()))),
                "/explain.txt",
                () -> new Answer(200, TEXT, Explanation.of(board.status()).text()),
                "/health",
                () -> health(Health.of(board.status())),
                "/metrics",
                () -> new Answer(200, PROMETHEUS, MetricsText.of(board.status())));
    }

    /**
     * Starts a server.
     *
     * @param port 0 for a free one
     * @throws IOException if nothing can listen there; the message says where
     */
    public static StatusServer start(InetAddress bind, int port, StatusBoard board) throws IOException {
        var address = new InetSocketAddress(bind, port);
        try {
            var started = new StatusServer(HttpServer.create(address, 0), board);
            started.server.setExecutor(started.threads);
            started.server.createContext("/", started::handle);
            started.server.start();
            LOG.info("the status of this appmaster is shown on {}", started.address());
            return started;
        } catch (IOException e) {
            throw new IOException("the status server cannot listen on " + address + ": " + e.getMessage());
        }
    }

    /** Where it listens. */
    public URI address() {
        var address = server.getAddress();
        var host = address.getAddress().getHostAddress();
        return URI.create(
                "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static String resource(String name) {
        try (var stream = StatusServer.class.getResourceAsStream(name)) {
            Check.that(stream != null, "%s is missing in this distribution", name);
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "drey-status");
        thread.setDaemon(true);
        return thread;
    }

    private static Answer health(Health health) {
        return new Answer(health.isGood() ? 200 : 503, JSON, StatusJson.of(health));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        }
    }

    private Answer answer(HttpExchange exchange) {
        var method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return new Answer(405, TEXT, "only GET and HEAD are allowed\n");
        }
        var page = pages.get(exchange.getRequestURI().getPath());
        if (page == null) {
            return new Answer(
                    404,
                    TEXT,
                    "there are "
                            + String.join(", ", pages.keySet().stream().sorted().toList()) + "\n");
        }
        try {
            return page.get();
        } catch (RuntimeException e) {
            LOG.error("cannot answer {}", exchange.getRequestURI().getPath(), e);
            return new Answer(500, TEXT, "this is a bug; the log of the appmaster says more\n");
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Frame-Options", "DENY");
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
