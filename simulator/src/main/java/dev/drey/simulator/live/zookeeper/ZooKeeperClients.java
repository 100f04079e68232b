/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.zookeeper;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryForever;

/** Clients of ZooKeeper that are as patient as those of Mesos. */
final class ZooKeeperClients {
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);
    private static final int RETRY_MILLIS = 500;

    private ZooKeeperClients() {}

    /** Not started; with the credentials of the URL, if it has some. */
    static CuratorFramework of(ZooKeeperUrl url) {
        var builder = CuratorFrameworkFactory.builder()
                .connectString(url.servers())
                .sessionTimeoutMs((int) SESSION_TIMEOUT.toMillis())
                .connectionTimeoutMs((int) SESSION_TIMEOUT.toMillis())
                .retryPolicy(new RetryForever(RETRY_MILLIS));
        url.credentials().ifPresent(pair -> builder.authorization("digest", pair.getBytes(StandardCharsets.UTF_8))
                .aclProvider(OwnerAcls.INSTANCE));
        return builder.build();
    }
}
