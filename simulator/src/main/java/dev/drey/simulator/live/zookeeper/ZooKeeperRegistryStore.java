/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.zookeeper;

import dev.drey.simulator.live.registry.RegistryStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.KeeperException.BadVersionException;
import org.apache.zookeeper.KeeperException.NoNodeException;
import org.apache.zookeeper.KeeperException.NodeExistsException;
import org.apache.zookeeper.data.Stat;

/**
 * A node beside the candidates, for masters that are elected: every leader finds what the last one left.
 *
 * <p>A leader writes only over what it has itself read or written, so one that is deposed without knowing cannot undo
 * what its successor does.
 */
public final class ZooKeeperRegistryStore implements RegistryStore {
    /* A real master gives up when its registry cannot be stored for so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int NEVER_WRITTEN = -1;

    private final CuratorFramework client;
    private final String node;
    private int version = NEVER_WRITTEN;

    public ZooKeeperRegistryStore(ZooKeeperUrl url) {
        client = ZooKeeperClients.of(url);
        node = url.path() + "/drey_registry";
        client.start();
    }

    @Override
    public Optional<byte[]> read() throws IOException {
        return inTime(() -> {
            var stat = new Stat();
            try {
                var registry = client.getData().storingStatIn(stat).forPath(node);
                version = stat.getVersion();
                return Optional.of(registry);
            } catch (NoNodeException e) {
                version = NEVER_WRITTEN;
                return Optional.empty();
            }
        });
    }

    @Override
    public void write(byte[] registry) throws IOException {
        inTime(() -> {
            try {
                version = version == NEVER_WRITTEN
                        ? create(registry)
                        : client.setData()
                                .withVersion(version)
                                .forPath(node, registry)
                                .getVersion();
                return version;
            } catch (BadVersionException | NodeExistsException | NoNodeException e) {
                throw new IOException("another master has written the registry meanwhile", e);
            }
        });
    }

    private int create(byte[] registry) throws Exception {
        client.create().creatingParentsIfNeeded().forPath(node, registry);
        return 0;
    }

    /* The client itself tries for ever. */
    private static <T> T inTime(Work<T> work) throws IOException {
        var result = new CompletableFuture<T>();
        var thread = new Thread(
                () -> {
                    try {
                        result.complete(work.run());
                    } catch (Exception e) { // Curator declares no less
                        result.completeExceptionally(e);
                    }
                },
                "registry");
        thread.setDaemon(true);
        thread.start();
        try {
            return result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("ZooKeeper did not answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws Exception;
    }
}
