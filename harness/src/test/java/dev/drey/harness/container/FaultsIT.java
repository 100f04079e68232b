/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each fault, made to a ZooKeeper ensemble of three, does what it says and can be undone. */
@Tag("cluster")
class FaultsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static ContainerCluster cluster;

    @BeforeAll
    static void startAnEnsemble() throws Exception {
        var images = TestEngine.images("FaultsIT");
        cluster = ContainerCluster.start(
                Engine.client(), images, new Layout(3, 0, Map.of(), List.of(), Map.of()), TestEngine.folder("faults"));
    }

    @AfterAll
    static void removeIt() throws IOException {
        if (cluster != null) {
            cluster.collect();
            cluster.close();
        }
    }

    @Test
    void aKilledLeaderIsReplacedAndComesBackAtItsAddress() {
        var leader = leader();

        cluster.faults().kill(leader);
        await().atMost(PATIENCE).until(() -> cluster.zooKeeperLeader()
                .filter(now -> !now.equals(leader))
                .isPresent());
        cluster.faults().start(leader);

        await().atMost(PATIENCE).until(() -> answers(leader));
    }

    @Test
    void aPausedMemberIsSilentUntilItGoesOn() {
        var member = cluster.zooKeepers().get(0);

        cluster.faults().pause(member);
        assertThat(answers(member)).isFalse();
        cluster.faults().unpause(member);

        await().atMost(PATIENCE).until(() -> answers(member));
    }

    @Test
    void aDisconnectedMemberGetsItsAddressBack() {
        var member = cluster.zooKeepers().get(1);

        cluster.faults().disconnect(member);
        assertThat(answers(member)).isFalse();
        cluster.faults().connect(member);

        await().atMost(PATIENCE).until(() -> answers(member));
    }

    @Test
    void aLeaderThatIsMuteToTheOthersIsReplacedWhileWeStillReachIt() throws Exception {
        var leader = leader();
        var others = cluster.zooKeepers().stream()
                .filter(member -> !member.equals(leader))
                .toList();

        cluster.faults().mute(leader, others);
        await().atMost(PATIENCE).until(() -> others.stream().anyMatch(ZooKeeperStatus::leads));
        assertThat(canConnect(leader)).isTrue();
        cluster.faults().heal(leader);

        await().atMost(PATIENCE).until(() -> answers(leader) && !ZooKeeperStatus.leads(leader));
    }

    @Test
    void theEngineStartsACrashedMemberAgainOnlyIfItIsToldTo() throws Exception {
        var member = cluster.zooKeepers().get(2);

        cluster.faults().crash(member);
        await().atMost(PATIENCE).until(() -> !canConnect(member));
        cluster.faults().start(member);

        await().atMost(PATIENCE).until(() -> answers(member));
    }

    private static Member leader() {
        await().atMost(PATIENCE).until(() -> cluster.zooKeeperLeader().isPresent());
        return cluster.zooKeeperLeader().orElseThrow();
    }

    private static boolean answers(Member member) {
        return ZooKeeperStatus.answers(member);
    }

    private static boolean canConnect(Member member) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(member.ip(), 2181), 2000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
