/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves registered files and byte arrays to the fetchers of Mesos agents. Nothing else can be reached, nothing is
 * listed, and the paths cannot be guessed.
 */
public final class ArtifactServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactServer.class);
    private static final int THREADS = 16;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final ArtifactHandler handler;
    private final URI base;
    private final Map<String, Artifact> artifacts = new ConcurrentHashMap<>();

    /**
     * Where and how to serve.
     *
     * @param bind the address to listen on
     * @param port the port to listen on; 0 for a free one
     * @param advertisedHost the name or address under which agents reach this machine
     * @param tls present for HTTPS
     */
    public record Settings(
            InetAddress bind, int port, String advertisedHost, Optional<SSLContext> tls, PathToken token) {

        /** On a free port of the loopback address, without TLS. */
        public static Settings loopback(PathToken token) {
            var address = InetAddress.getLoopbackAddress();
            return new Settings(address, 0, address.getHostAddress(), Optional.empty(), token);
        }
    }

    private ArtifactServer(Settings settings) throws IOException {
        this.server = listen(settings);
        this.handler = new ArtifactHandler(settings.token(), path -> Optional.ofNullable(artifacts.get(path)));
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ArtifactServer::thread);
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        server.createContext("/", handler);
        var scheme = settings.tls().isPresent() ? "https" : "http";
        var host = settings.advertisedHost();
        var literal = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        this.base = URI.create(scheme + "://" + literal + ":"
                + server.getAddress().getPort() + "/" + settings.token().text() + "/");
    }

    /** Starts a server. It is closed with {@link #close}. */
    public static ArtifactServer start(Settings settings) throws IOException {
        var server = new ArtifactServer(settings);
        server.server.start();
        LOG.info("artifacts are served on {}", server.server.getAddress());
        return server;
    }

    private static HttpServer listen(Settings settings) throws IOException {
        var address = new InetSocketAddress(settings.bind(), settings.port());
        try {
            if (settings.tls().isEmpty()) {
                return HttpServer.create(address, 0);
            }
            var https = HttpsServer.create(address, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(settings.tls().get()));
            return https;
        } catch (IOException e) {
            throw new IOException("the artifact server cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "drey-artifacts");
        thread.setDaemon(true);
        return thread;
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /**
     * Serves a file, as it is when it is asked for.
     *
     * @return where agents fetch it; whoever knows this can read it
     * @throws IllegalArgumentException if the path is taken or not a plain relative path, or there is no such file
     */
    public URI add(String path, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("cannot serve " + file + ": it is not a file");
        }
        return add(path, Artifact.of(file));
    }

    /** Serves these bytes; the rest is as for a file. */
    public URI add(String path, byte[] content) {
        return add(path, Artifact.of(content));
    }

    private URI add(String path, Artifact artifact) {
        ArtifactPath.check(path);
        if (artifacts.putIfAbsent(path, artifact) != null) {
            throw new IllegalArgumentException("an artifact is served as " + path + " already");
        }
        return base.resolve(ArtifactPath.encode(path));
    }

    /** Serves it no longer; harmless if it was not. */
    public void remove(String path) {
        artifacts.remove(path);
    }

    /** Waits a moment for requests that are being answered, then stops. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + CLOSE_PATIENCE.toNanos();
        while (handler.busy() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
