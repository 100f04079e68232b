/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingServer;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class ZooKeeperLeaderTest {
    private final FakeMaster one = new FakeMaster();
    private final FakeMaster two = new FakeMaster();
    private final RecordingScheduler scheduler = new RecordingScheduler();
    private TestingServer server;
    private CuratorFramework client;
    private HttpMesos mesos;

    @BeforeEach
    void start() throws Exception {
        server = new TestingServer();
        client = CuratorFrameworkFactory.newClient(server.getConnectString(), new RetryOneTime(100));
        client.start();
        mesos = new HttpMesos(
                new HttpMesos.Settings(
                        "zk://" + server.getConnectString() + "/mesos", Optional.empty(), Optional.empty()),
                scheduler,
                scheduler);
    }

    @AfterEach
    void stop() throws Exception {
        mesos.close();
        client.close();
        server.close();
        one.close();
        two.close();
    }

    @Test
    void connectsToTheCandidateWithTheSmallestNumber() throws Exception {
        client.create().creatingParentsIfNeeded().forPath("/mesos/log_replicas");
        candidate(10, two);
        candidate(9, one);

        mesos.start();
        scheduler.awaits("connected");
        mesos.send(HttpMesosTest.subscribe());

        scheduler.awaits("connected", "SUBSCRIBED");
        assertThat(one.streams()).isEqualTo(1);
        assertThat(two.streams()).isZero();
    }

    @Test
    void waitsForTheFirstCandidate() throws Exception {
        mesos.start();
        client.create().forPath("/mesos");

        candidate(0, one);

        scheduler.awaits("connected");
    }

    @Test
    void turnsToANewLeaderWhileTheOldOneIsStillConnected() throws Exception {
        candidate(1, one);
        candidate(2, two);
        mesos.start();
        scheduler.awaits("connected");
        mesos.send(HttpMesosTest.subscribe());
        scheduler.awaits("connected", "SUBSCRIBED");

        client.delete().forPath(node(1));

        scheduler.awaits("connected", "SUBSCRIBED", "disconnected", "connected");
        mesos.send(HttpMesosTest.subscribe());
        scheduler.awaits("connected", "SUBSCRIBED", "disconnected", "connected", "SUBSCRIBED");
        assertThat(two.streams()).isEqualTo(1);
    }

    @Test
    void keepsTheLeaderWhenAnotherCandidateComes() throws Exception {
        candidate(1, one);
        mesos.start();
        scheduler.awaits("connected");

        candidate(2, two);
        client.delete().forPath(node(2));
        mesos.send(HttpMesosTest.subscribe());

        scheduler.awaits("connected", "SUBSCRIBED");
        assertThat(one.streams()).isEqualTo(1);
    }

    @Test
    void keepsTheConnectionWhileZooKeeperIsAway() throws Exception {
        candidate(1, one);
        mesos.start();
        scheduler.awaits("connected");
        mesos.send(HttpMesosTest.subscribe());
        scheduler.awaits("connected", "SUBSCRIBED");

        server.restart();
        client.blockUntilConnected(10, TimeUnit.SECONDS);
        one.emit(Event.newBuilder().setType(Event.Type.HEARTBEAT).build());

        scheduler.awaits("connected", "SUBSCRIBED", "HEARTBEAT");
    }

    @Test
    void comparesNumbersAndIgnoresOtherNodes() {
        assertThat(ZooKeeperLeader.first(
                        List.of("json.info_0000000012", "info_0000000001", "log_replicas", "json.info_0000000009")))
                .contains("json.info_0000000009");
        assertThat(ZooKeeperLeader.first(List.of("log_replicas"))).isEmpty();
    }

    @Test
    void closesQuicklyWithoutZooKeeper() throws Exception {
        server.stop();
        mesos.start();

        long begin = System.nanoTime();
        mesos.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
    }

    private void candidate(int number, FakeMaster master) throws Exception {
        var json = "{\"address\":{\"hostname\":\"localhost\",\"ip\":\"127.0.0.1\",\"port\":" + master.port()
                + "},\"hostname\":\"localhost\",\"id\":\"id-" + number
                + "\",\"ip\":16777343,\"pid\":\"master@127.0.0.1:"
                + master.port() + "\",\"port\":" + master.port() + ",\"version\":\"1.11.0\"}";
        client.create().creatingParentsIfNeeded().forPath(node(number), json.getBytes(StandardCharsets.UTF_8));
    }

    private static String node(int number) {
        return String.format("/mesos/json.info_%010d", number);
    }
}
