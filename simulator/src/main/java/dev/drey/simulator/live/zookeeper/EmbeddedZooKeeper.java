/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.zookeeper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** One ZooKeeper server in this process, reachable from this machine only. */
public final class EmbeddedZooKeeper implements AutoCloseable {
    private static final int TICK_MILLIS = 1000;
    private static final int MAX_CONNECTIONS = 1000;

    private final ZooKeeperServer server;
    private final NIOServerCnxnFactory connections;

    private EmbeddedZooKeeper(ZooKeeperServer server, NIOServerCnxnFactory connections) {
        this.server = server;
        this.connections = connections;
    }

    /**
     * Starts the server.
     *
     * @param directory for its data; made if it is not there
     * @param port 0 for any free one
     */
    public static EmbeddedZooKeeper start(Path directory, int port) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        var files = directory.toFile();
        var server = new ZooKeeperServer(files, files, TICK_MILLIS);
        server.setMaxSessionTimeout(60_000);
        var connections = new NIOServerCnxnFactory();
        connections.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MAX_CONNECTIONS);
        connections.startup(server);
        return new EmbeddedZooKeeper(server, connections);
    }

    public int port() {
        return connections.getLocalPort();
    }

    /** The group of masters on this server. */
    public ZooKeeperUrl url(String path) {
        return ZooKeeperUrl.parse("zk://127.0.0.1:" + port() + path);
    }

    @Override
    public void close() {
        connections.shutdown();
        server.shutdown();
    }
}
