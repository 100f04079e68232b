/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.zookeeper;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.BoundedExponentialBackoffRetry;

/** Makes ZooKeeper clients the way this project wants them. */
public final class ZooKeeperClients {
    private static final int CONNECTION_TIMEOUT_MILLIS = 10_000;
    private static final int RETRY_MILLIS = 200;
    private static final int RETRY_CAP_MILLIS = 3_000;
    private static final int RETRIES = 4;

    private ZooKeeperClients() {}

    /**
     * A client that is not started yet.
     *
     * @param servers {@code host:port,host:port}
     * @param digest user:password, for servers with access lists
     */
    public static CuratorFramework create(String servers, Optional<String> digest, Duration sessionTimeout) {
        var builder = CuratorFrameworkFactory.builder()
                .connectString(servers)
                /* The addresses ZooKeeper knows of itself need not be reachable from here. */
                .ensembleTracker(false)
                .sessionTimeoutMs((int) sessionTimeout.toMillis())
                .connectionTimeoutMs(CONNECTION_TIMEOUT_MILLIS)
                .retryPolicy(new BoundedExponentialBackoffRetry(RETRY_MILLIS, RETRY_CAP_MILLIS, RETRIES));
        digest.ifPresent(pair -> builder.authorization("digest", pair.getBytes(StandardCharsets.UTF_8)));
        return builder.build();
    }
}
