/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves registered files and byte arrays to the fetchers of Mesos agents. Nothing else can be reached, nothing is
 * listed, and the paths cannot be guessed.
 *
 * <p>A file that agents may keep is addressed by its content, so that it has the same address after a restart with the
 * same port and secret. What they must not keep has a token of its own, so that who knows one address knows no other.
 */
public final class ArtifactServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactServer.class);
    private static final int THREADS =
            Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final EventLoopGroup threads =
            new NioEventLoopGroup(THREADS, new DefaultThreadFactory("drey-artifacts", true));
    private final Shelf shelf = new Shelf();
    private final AtomicInteger busy = new AtomicInteger();
    private final TokenSource tokens;
    private final FileDigests digests;
    private final Channel listening;
    private final URI base;

    /**
     * Where and how to serve.
     *
     * @param bind the address to listen on
     * @param ports the ports to try, the first free one is taken; 0 for any
     * @param advertised where agents are told that it is
     * @param tls present for HTTPS
     * @param tokens makes the tokens in all paths
     */
    public record Settings(
            InetAddress bind,
            List<Integer> ports,
            AdvertisedAddress advertised,
            Optional<Tls> tls,
            TokenSource tokens) {

        /** On a free port of the loopback address, without TLS. */
        public static Settings loopback(TokenSource tokens) {
            var address = InetAddress.getLoopbackAddress();
            return new Settings(
                    address, List.of(0), AdvertisedAddress.of(address.getHostAddress()), Optional.empty(), tokens);
        }
    }

    /**
     * How connections are encrypted.
     *
     * @param asksClients whether who connects must have a certificate that the context trusts
     */
    public record Tls(SSLContext context, boolean asksClients) {}

    private ArtifactServer(Settings settings, Limits limits, FileDigests digests) throws IOException {
        this.digests = digests;
        this.tokens = settings.tokens();
        try {
            this.listening = listen(settings, new Connections(shelf, limits, busy, settings.tls()));
        } catch (IOException | RuntimeException e) {
            threads.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw e;
        }
        this.base = settings.advertised().base(settings.tls().isPresent() ? "https" : "http", port());
    }

    /**
     * Takes a port, but answers nobody before {@link #open}: who connects earlier waits. So what was told by an earlier
     * server of this address is not missed while it is added again. It is closed with {@link #close}.
     *
     * @param digests of files, which may know some already
     * @throws IOException if none of the ports can be listened on
     */
    public static ArtifactServer prepare(Settings settings, FileDigests digests) throws IOException {
        return new ArtifactServer(settings, Limits.DEFAULT, digests);
    }

    /** Answers from now on. */
    public void open() {
        listening.config().setAutoRead(true);
        LOG.info("artifacts are served on {}", listening.localAddress());
    }

    /** A server that is prepared and open. */
    public static ArtifactServer start(Settings settings) throws IOException {
        return start(settings, Limits.DEFAULT);
    }

    static ArtifactServer start(Settings settings, Limits limits) throws IOException {
        var server = new ArtifactServer(settings, limits, new FileDigests());
        server.open();
        return server;
    }

    private Channel listen(Settings settings, ChannelInitializer<Channel> connections) throws IOException {
        var bootstrap = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(connections);
        Throwable reason = new IllegalArgumentException("there is no port to listen on");
        for (int port : settings.ports()) {
            var bound =
                    bootstrap.bind(new InetSocketAddress(settings.bind(), port)).awaitUninterruptibly();
            if (bound.isSuccess()) {
                return bound.channel();
            }
            reason = bound.cause();
        }
        var ports = settings.ports().size() == 1
                ? settings.ports().get(0).toString()
                : "any of " + settings.ports().size() + " ports";
        throw new IOException(
                "the artifact server cannot listen on " + settings.bind().getHostAddress() + ":" + ports + ": "
                        + reason.getMessage(),
                reason);
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** How many requests are being answered. */
    int busy() {
        return busy.get();
    }

    /**
     * Serves a file that agents may keep. The file is read once for its digest, which is part of the address; if it
     * changes later, it is served no more.
     *
     * @return where agents fetch it; whoever knows this can read all such files
     * @throws IllegalArgumentException if the path is taken or not a plain relative path, or there is no such file
     */
    public URI addCacheable(String path, Path file) {
        checkFile(file);
        try {
            /* Before it is read: if it changes meanwhile it is not served. */
            var stamp = Artifact.Stamp.of(file);
            var digest = digests.of(file);
            return add(digest + "/" + path, tokens.shared(), Artifact.immutable(file, stamp, digest));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " to serve it", e);
        }
    }

    /** Serves a file that nobody may keep, as it is when it is asked for, under a token of its own. */
    public URI addSecret(String path, Path file) {
        checkFile(file);
        return add(path, tokens.of(path), Artifact.of(file));
    }

    /**
     * Serves bytes that are made when they are asked for, by a thread that must not be held up for long; the rest is as
     * for a file that nobody may keep.
     */
    public URI addSecret(String path, Supplier<byte[]> content) {
        return add(path, tokens.of(path), Artifact.of(content));
    }

    private static void checkFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("cannot serve " + file + ": it is not a file");
        }
    }

    private URI add(String path, PathToken inFront, Artifact artifact) {
        shelf.put(new Shelf.Entry(path, inFront, artifact));
        return base.resolve("/" + inFront.text() + "/" + ArtifactPath.encode(path));
    }

    /** Serves what was added as secret under this path no longer; harmless if it was not. */
    public void remove(String path) {
        shelf.remove(path);
    }

    /** Waits a moment for requests that are being answered, then stops. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        long deadline = System.nanoTime() + CLOSE_PATIENCE.toNanos();
        while (busy() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        threads.shutdownGracefully(0, CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly();
    }
}
