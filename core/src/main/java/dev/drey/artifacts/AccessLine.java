/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line of the access log, the logger {@code dev.drey.artifacts.access}. It shows nothing that a stranger chose, and
 * no token: a path is the one that was registered, or {@code unknown}.
 */
final class AccessLine {
    static final String LOGGER = "dev.drey.artifacts.access";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    private static final Set<HttpMethod> SHOWN =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.POST, HttpMethod.DELETE);

    private final String client;
    private final String method;
    private final long startNanos = System.nanoTime();
    private String path = "unknown";
    private long bytes;

    private AccessLine(String client, String method) {
        this.client = client;
        this.method = method;
    }

    static AccessLine of(SocketAddress client, HttpRequest request) {
        var shown = client instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : String.valueOf(client);
        return new AccessLine(
                shown, SHOWN.contains(request.method()) ? request.method().name() : "other");
    }

    void path(String registered) {
        path = registered;
    }

    void bytes(long asked) {
        bytes = asked;
    }

    void log(int status, boolean complete) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        LOG.info(
                "client={} method={} path={} status={} bytes={} millis={} complete={}",
                client,
                method,
                path,
                status,
                bytes,
                millis,
                complete);
    }
}
