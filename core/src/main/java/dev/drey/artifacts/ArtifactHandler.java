/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers GET and HEAD for registered artifacts. A path is only looked up, never resolved against a file system. */
final class ArtifactHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactHandler.class);

    private final PathToken token;
    private final Function<String, Optional<Artifact>> artifacts;
    private final AtomicInteger busy = new AtomicInteger();

    ArtifactHandler(PathToken token, Function<String, Optional<Artifact>> artifacts) {
        this.token = token;
        this.artifacts = artifacts;
    }

    /** How many requests are being answered. */
    int busy() {
        return busy.get();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        busy.incrementAndGet();
        try (exchange) {
            var path = pathBehindToken(exchange.getRequestURI().getRawPath());
            int status = answer(exchange, path);
            LOG.debug(
                    "client={} method={} path={} status={}",
                    exchange.getRemoteAddress(),
                    exchange.getRequestMethod(),
                    path.orElse("unknown"),
                    status);
        } catch (IOException e) {
            LOG.debug("client={} went away: {}", exchange.getRemoteAddress(), e.toString());
        } finally {
            busy.decrementAndGet();
        }
    }

    private Optional<String> pathBehindToken(String raw) {
        int end = raw.indexOf('/', 1);
        if (end < 0 || !token.matches(raw.substring(1, end))) {
            return Optional.empty();
        }
        return ArtifactPath.decode(raw.substring(end + 1));
    }

    private int answer(HttpExchange exchange, Optional<String> path) throws IOException {
        var artifact = path.flatMap(artifacts);
        if (artifact.isEmpty()) {
            return text(exchange, 404, "no such artifact");
        }
        var method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return text(exchange, 405, "only GET and HEAD");
        }
        Artifact.Content content;
        try {
            content = artifact.get().open();
        } catch (IOException e) {
            LOG.warn("path={} cannot be read: {}", path.get(), e.toString());
            return text(exchange, 410, "the artifact is gone");
        }
        try (content) {
            return send(exchange, content);
        }
    }

    private int send(HttpExchange exchange, Artifact.Content content) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/octet-stream");
        headers.set("Accept-Ranges", "bytes");
        headers.set("Cache-Control", "private");
        var asked = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                .flatMap(ByteRange::parse);
        if (asked.isEmpty()) {
            return send(exchange, 200, content, new ByteRange(0, content.length() - 1));
        }
        var range = asked.get().of(content.length());
        if (range.isEmpty()) {
            headers.set("Content-Range", "bytes */" + content.length());
            return text(exchange, 416, "no such range");
        }
        headers.set("Content-Range", range.get().contentRange(content.length()));
        return send(exchange, 206, content, range.get());
    }

    private static int send(HttpExchange exchange, int status, Artifact.Content content, ByteRange range)
            throws IOException {
        if (exchange.getRequestMethod().equals("HEAD") || range.length() == 0) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(range.length()));
            exchange.sendResponseHeaders(status, -1);
            return status;
        }
        exchange.sendResponseHeaders(status, range.length());
        copy(content.source().from(range.first()), exchange, range.length());
        return status;
    }

    /* A file that has shrunk leaves the answer short, and the client sees a broken connection, as it should. */
    private static void copy(InputStream in, HttpExchange exchange, long length) throws IOException {
        var buffer = new byte[64 * 1024];
        var out = exchange.getResponseBody();
        long left = length;
        while (left > 0) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw new IOException("the artifact has shrunk; " + left + " bytes are missing");
            }
            out.write(buffer, 0, n);
            left -= n;
        }
    }

    private static int text(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return status;
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        return status;
    }
}
