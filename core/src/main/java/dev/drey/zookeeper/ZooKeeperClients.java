/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.zookeeper;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.curator.retry.BoundedExponentialBackoffRetry;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;

/** Makes ZooKeeper clients the way this project wants them. */
public final class ZooKeeperClients {
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);
    private static final int RETRY_MILLIS = 200;
    private static final int RETRY_CAP_MILLIS = 2_000;
    private static final int RETRIES = 3;

    private ZooKeeperClients() {}

    /**
     * How to reach ZooKeeper.
     *
     * @param servers {@code host:port,host:port}
     * @param digest user:password, for servers with access lists; not to be logged
     * @param creatorOnly whether what this client creates is for itself only
     */
    public record Settings(String servers, Optional<String> digest, boolean creatorOnly, Duration sessionTimeout) {
        public static Settings open(String servers, Duration sessionTimeout) {
            return new Settings(servers, Optional.empty(), false, sessionTimeout);
        }

        @Override
        public String toString() {
            return servers;
        }
    }

    /** A client that is not started yet. Its operations give up after a bounded number of retries. */
    public static CuratorFramework create(Settings settings) {
        var builder = CuratorFrameworkFactory.builder()
                .connectString(settings.servers())
                /* The addresses ZooKeeper knows of itself need not be reachable from here. */
                .ensembleTracker(false)
                .sessionTimeoutMs((int) settings.sessionTimeout().toMillis())
                .connectionTimeoutMs((int) CONNECTION_TIMEOUT.toMillis())
                .maxCloseWaitMs((int) CONNECTION_TIMEOUT.toMillis())
                .retryPolicy(new BoundedExponentialBackoffRetry(RETRY_MILLIS, RETRY_CAP_MILLIS, RETRIES));
        settings.digest().ifPresent(pair -> builder.authorization("digest", pair.getBytes(StandardCharsets.UTF_8)));
        if (settings.creatorOnly()) {
            builder.aclProvider(new CreatorOnly());
        }
        return builder.build();
    }

    private static final class CreatorOnly implements ACLProvider {
        @Override
        public List<ACL> getDefaultAcl() {
            return ZooDefs.Ids.CREATOR_ALL_ACL;
        }

        @Override
        public List<ACL> getAclForPath(String path) {
            return ZooDefs.Ids.CREATOR_ALL_ACL;
        }
    }
}
