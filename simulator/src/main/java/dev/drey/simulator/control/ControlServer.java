/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.control;

import dev.drey.simulator.control.ControlFolder.Endpoint;
import dev.drey.simulator.live.http.Exchange;
import dev.drey.simulator.live.http.HttpServer;
import dev.drey.simulator.live.http.Response;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process behind {@code mesos-control}: keeps a cluster between the calls and does to it what they ask for.
 *
 * <p>It listens on the loopback address and ends on {@code stop}, or when its folder is deleted.
 */
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int LOOK_SECONDS = 1;

    private final ControlFolder folder;
    private final String token = UUID.randomUUID().toString();
    private final ControlledCluster cluster = new ControlledCluster();
    private final EventLoopGroup threads =
            new NioEventLoopGroup(1, new DefaultThreadFactory("mesos-control-http", true));
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> new Thread(task, "mesos-control"));
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final HttpServer server;

    /** Listens, and announces where in the folder. */
    ControlServer(ControlFolder folder) throws IOException {
        this.folder = folder;
        this.server = HttpServer.open(threads, "127.0.0.1", 0, this::handle);
        folder.announce(new Endpoint(server.port(), token));
    }

    /** Serves until it is stopped; does nothing if another process serves the same folder. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var folder = new ControlFolder(Path.of(arguments[0]));
        folder.create();
        try (var channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var lock = channel.tryLock();
            if (lock != null) {
                try (var server = new ControlServer(folder)) {
                    server.awaitStop();
                }
            }
        }
        System.exit(0);
    }

    /** Returns when it was told to stop, or when the folder does not name it any more. */
    void awaitStop() throws InterruptedException, IOException {
        var self = Optional.of(new Endpoint(server.port(), token));
        while (!stopping.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
            if (!folder.endpoint().equals(self)) {
                return;
            }
        }
    }

    private void handle(Exchange exchange) {
        var request = exchange.request();
        if (!request.path().equals("/" + token) || !request.method().equals("POST")) {
            exchange.respond(Response.text(404, "There is nothing here."));
            return;
        }
        var words = List.of(
                new String(request.body(), StandardCharsets.UTF_8).trim().split(" +"));
        worker.execute(() -> exchange.respond(answer(words)));
    }

    private Response answer(List<String> words) {
        LOG.info("action={}", words);
        if (words.equals(List.of("stop"))) {
            cluster.close();
            stopping.countDown();
            return Response.text(200, "");
        }
        try {
            return Response.text(200, cluster.perform(words));
        } catch (ControlException e) {
            return Response.text(400, e.getMessage() + "\n");
        } catch (RuntimeException e) {
            LOG.error("action={} failed", words, e);
            return Response.text(500, "The cluster failed: " + e.getMessage() + "\n");
        }
    }

    /** Ends the cluster, if there is one, and leaves nothing in the folder. */
    @Override
    public void close() {
        worker.execute(cluster::close);
        worker.shutdown();
        try {
            worker.awaitTermination(1, TimeUnit.MINUTES);
            folder.delete();
        } catch (IOException e) {
            LOG.warn("folder={} could not be deleted", folder.path(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
