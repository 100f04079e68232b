/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.zookeeper.ZooKeeperClients;
import dev.drey.zookeeper.ZooKeeperStore;
import java.time.Duration;
import java.util.Optional;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.test.TestingServer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.security.SecurityConfiguration;
import org.apache.flink.runtime.security.modules.ZooKeeperModule;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.client.ZKClientConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Flink's options for a secured ZooKeeper hold for our client as well. */
@Tag("wire")
class ZooKeeperSecurityTest {
    private final Configuration configuration = new Configuration();

    @Test
    void whatOneClusterWritesIsItsOwn() throws Exception {
        try (var server = new TestingServer()) {
            configuration.setString("high-availability.zookeeper.quorum", server.getConnectString());
            configuration.setString("high-availability.zookeeper.client.acl", "creator");
            configuration.setString("high-availability.zookeeper.client.authorization", "digest:'flink:hush'");
            var settings = HighAvailability.zooKeeper(configuration);
            assertThat(settings.toString()).doesNotContain("hush");

            try (var store = new ZooKeeperStore(settings, "/flink", "/c")) {
                assertThat(store.open().epoch()).isEqualTo(1);
                try (var owner = client(settings)) {
                    assertThat(owner.getData().forPath("/flink/c/mesos/epoch")).isEqualTo("1".getBytes());
                }
                var others = new ZooKeeperClients.Settings(
                        server.getConnectString(), Optional.of("other:guess"), false, Duration.ofSeconds(10));
                try (var stranger = client(others)) {
                    assertThatThrownBy(() -> stranger.getData().forPath("/flink/c/mesos/epoch"))
                            .isInstanceOf(KeeperException.NoAuthException.class);
                }
            }
        }
    }

    @Test
    void theKerberosSettingsOfFlinkReachIt() throws Exception {
        configuration.setString("zookeeper.sasl.service-name", "zk-of-ours");
        configuration.setString("zookeeper.sasl.login-context-name", "ZooKeeperLogin");
        var module = new ZooKeeperModule(new SecurityConfiguration(configuration));

        module.install();
        try {
            var seen = new ZKClientConfig();

            assertThat(seen.getProperty(ZKClientConfig.ZK_SASL_CLIENT_USERNAME)).isEqualTo("zk-of-ours");
            assertThat(seen.getProperty(ZKClientConfig.LOGIN_CONTEXT_NAME_KEY)).isEqualTo("ZooKeeperLogin");
        } finally {
            module.uninstall();
        }
    }

    private static CuratorFramework client(ZooKeeperClients.Settings settings) {
        var client = ZooKeeperClients.create(settings);
        client.start();
        return client;
    }
}
