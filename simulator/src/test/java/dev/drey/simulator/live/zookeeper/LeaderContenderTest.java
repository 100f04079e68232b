/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.NoAuthException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("wire")
class LeaderContenderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private EmbeddedZooKeeper zooKeeper;
    private CuratorFramework client;

    @BeforeEach
    void open() throws Exception {
        zooKeeper = EmbeddedZooKeeper.start(directory, 0);
        client = CuratorFrameworkFactory.newClient("127.0.0.1:" + zooKeeper.port(), new RetryOneTime(100));
        client.start();
    }

    @AfterEach
    void close() {
        client.close();
        zooKeeper.close();
    }

    @Test
    @DisplayName("C350 C354 a candidate is a JSON document with its address")
    void publishesItselfAsMesosDoes() throws Exception {
        try (var contender = start("m1")) {
            await().until(() -> contender.seen.contains(Optional.of(master("m1"))));

            assertThat(client.getChildren().forPath("/mesos")).containsExactly("json.info_0000000000");
            var node = new ObjectMapper().readTree(client.getData().forPath("/mesos/json.info_0000000000"));
            assertThat(node.get("id").asText()).isEqualTo("m1");
            assertThat(node.get("ip").asLong()).isEqualTo(16777343);
            assertThat(node.at("/address/port").asInt()).isEqualTo(5050);
        }
    }

    @Test
    void succeedsALeaderThatGoes() throws Exception {
        var first = start("m1");
        await().until(() -> first.seen.contains(Optional.of(master("m1"))));
        try (var second = start("m2")) {
            await().until(() -> second.seen.contains(Optional.of(master("m1"))));

            first.close();

            await().until(() -> second.last().equals(Optional.of(master("m2"))));
            assertThat(second.seen).containsExactly(Optional.of(master("m1")), Optional.of(master("m2")));
        }
    }

    @Test
    void ignoresOtherNodesOfTheGroup() throws Exception {
        client.create().creatingParentsIfNeeded().forPath("/mesos/log_replicas");
        client.create().withMode(CreateMode.EPHEMERAL_SEQUENTIAL).forPath("/mesos/info_", new byte[] {1});

        try (var contender = start("m1")) {
            await().until(() -> contender.last().equals(Optional.of(master("m1"))));
        }
    }

    @Test
    @DisplayName("C351 C355 without its node a master does not lead, and stands again")
    void standsAgainWhenItsNodeIsLost() throws Exception {
        try (var contender = start("m1")) {
            await().until(() -> contender.last().equals(Optional.of(master("m1"))));

            client.delete().forPath("/mesos/json.info_0000000000");

            await().until(() -> client.getChildren().forPath("/mesos").equals(List.of("json.info_0000000001")));
            await().until(() -> contender.last().equals(Optional.of(master("m1"))));
        }
    }

    @Test
    void protectsItsNodesWithItsCredentials() throws Exception {
        var url = ZooKeeperUrl.parse("zk://me:secret@127.0.0.1:" + zooKeeper.port() + "/guarded/mesos");
        try (var contender = new Contender(url, "m1")) {
            await().until(() -> contender.last().equals(Optional.of(master("m1"))));

            assertThatThrownBy(() -> client.create().forPath("/guarded/mesos/intruder"))
                    .isInstanceOf(NoAuthException.class);
            assertThat(client.getChildren().forPath("/guarded/mesos")).hasSize(1);
        }
    }

    @Test
    void givesUpWhenNoServerAnswers() throws Exception {
        int port;
        try (var taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        var contender = new LeaderContender(
                ZooKeeperUrl.parse("zk://127.0.0.1:" + port + "/mesos"), master("m1"), leader -> {});

        assertThatThrownBy(() -> contender.start(Duration.ofMillis(300)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no ZooKeeper server answered");
    }

    private Contender start(String id) throws Exception {
        return new Contender(zooKeeper.url("/mesos"), id);
    }

    private static MasterInfo master(String id) {
        return MasterInfo.newBuilder()
                .setId(id)
                .setIp(16777343)
                .setPort(5050)
                .setPid("master@127.0.0.1:5050")
                .setHostname("localhost")
                .setVersion("1.11.0")
                .setAddress(Address.newBuilder()
                        .setHostname("localhost")
                        .setIp("127.0.0.1")
                        .setPort(5050))
                .build();
    }

    private static final class Contender implements AutoCloseable {
        final List<Optional<MasterInfo>> seen = new CopyOnWriteArrayList<>();
        private final LeaderContender contender;

        Contender(ZooKeeperUrl url, String id) throws Exception {
            contender = new LeaderContender(url, master(id), seen::add);
            contender.start(PATIENCE);
        }

        Optional<MasterInfo> last() {
            return seen.isEmpty() ? Optional.empty() : seen.get(seen.size() - 1);
        }

        @Override
        public void close() {
            contender.close();
        }
    }
}
