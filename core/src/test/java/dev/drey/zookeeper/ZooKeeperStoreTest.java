/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drey.model.AgentId;
import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import dev.drey.store.StoreChange;
import dev.drey.store.StoreException;
import dev.drey.store.StoredState;
import dev.drey.store.WorkerRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class ZooKeeperStoreTest {
    private static final FrameworkId FRAMEWORK = new FrameworkId("m-1");
    private static TestingServer server;
    private static int clusters;

    private final String cluster = "c-" + clusters++;
    private final List<ZooKeeperStore> stores = new ArrayList<>();
    private CuratorFramework client;

    @BeforeAll
    static void startServer() throws Exception {
        server = new TestingServer();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void startClient() {
        client = ZooKeeperClients.create(settings());
        client.start();
    }

    @AfterEach
    void close() {
        stores.forEach(ZooKeeperStore::close);
        client.close();
    }

    @Test
    void beginsEmptyAndCountsEpochs() throws StoreException {
        assertThat(store().open().epoch()).isEqualTo(1);
        var again = store().open();

        assertThat(again.epoch()).isEqualTo(2);
        assertThat(again.state()).isEqualTo(StoredState.EMPTY);
    }

    @Test
    void findsEverythingAgainOldestFirst() throws Exception {
        var store = opened();
        store.apply(new StoreChange.PutFrameworkId(FRAMEWORK));
        store.apply(new StoreChange.PutFrameworkId(FRAMEWORK));
        store.apply(new StoreChange.PutWorkers(List.of(worker("w-9"))));
        store.apply(new StoreChange.PutWorkers(List.of(worker("w-1"), worker("w-2"))));
        store.apply(new StoreChange.PutWorkers(List.of(worker("w-2").released())));
        store.apply(new StoreChange.RemoveWorker(new TaskId("w-1")));
        store.apply(new StoreChange.RemoveWorker(new TaskId("w-1")));

        assertThat(store().open().state())
                .isEqualTo(new StoredState(
                        Optional.of(FRAMEWORK),
                        List.of(worker("w-9"), worker("w-2").released())));
        assertThat(client.getChildren().forPath("/drey/" + cluster + "/mesos"))
                .containsExactlyInAnyOrder("epoch", "framework", "workers");
    }

    @Test
    void d27OpeningFencesTheInstanceThatHadItBefore() throws StoreException {
        var first = opened();
        var second = opened();

        assertThatThrownBy(() -> first.apply(new StoreChange.PutFrameworkId(FRAMEWORK)))
                .isInstanceOf(StoreException.Fenced.class)
                .hasMessageContaining("another instance");
        assertThatThrownBy(() -> first.apply(new StoreChange.RemoveWorker(new TaskId("w-1"))))
                .isInstanceOf(StoreException.Fenced.class);
        second.apply(new StoreChange.PutWorkers(List.of(worker("w-1"))));
        assertThat(store().open().state()).isEqualTo(new StoredState(Optional.empty(), List.of(worker("w-1"))));
    }

    @Test
    void keepsOneSecretForAllLeadersBesideTheRecords() throws Exception {
        var first = opened();
        assertThat(first.secret("artifact-secret", "one")).isEqualTo("one");

        assertThat(store().secret("artifact-secret", "two")).isEqualTo("one");

        first.apply(new StoreChange.Clear());
        var second = store();
        assertThat(second.open().state()).isEqualTo(StoredState.EMPTY);
        assertThat(second.secret("artifact-secret", "three")).isEqualTo("one");
        assertThat(first.secret("artifact-secret", "four")).isEqualTo("one");
    }

    /* Whatever a leader writes while another one takes over is seen by that one, or refused. */
    @Test
    void aSuccessorSeesEveryWriteThatSucceeded() throws Exception {
        for (var round = 0; round < 5; round++) {
            var first = opened();
            var written = new CopyOnWriteArrayList<TaskId>();
            var prefix = "w-" + round + "-";
            var writing = CompletableFuture.runAsync(() -> writeUntilFenced(first, prefix, written));

            await().until(() -> writing.isDone() || written.size() >= 3);
            var seen = store().open().state().workers().stream()
                    .map(WorkerRecord::task)
                    .filter(task -> task.value().startsWith(prefix))
                    .toList();
            writing.get(30, TimeUnit.SECONDS);

            assertThat(seen).containsExactlyInAnyOrderElementsOf(written);
        }
    }

    private static void writeUntilFenced(ZooKeeperStore store, String prefix, List<TaskId> written) {
        try {
            for (var number = 0; ; number++) {
                var worker = worker(prefix + number);
                store.apply(new StoreChange.PutWorkers(List.of(worker)));
                written.add(worker.task());
            }
        } catch (StoreException.Fenced e) {
            return;
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isFencedWhenItsEpochIsDeleted() throws Exception {
        var store = opened();

        client.delete().forPath("/drey/" + cluster + "/mesos/epoch");

        assertThatThrownBy(() -> store.apply(new StoreChange.PutFrameworkId(FRAMEWORK)))
                .isInstanceOf(StoreException.Fenced.class);
    }

    @Test
    void writesAllWorkersOfAChangeOrNone() throws Exception {
        var first = opened();
        opened();

        assertThatThrownBy(() -> first.apply(new StoreChange.PutWorkers(List.of(worker("w-1"), worker("w-2")))))
                .isInstanceOf(StoreException.Fenced.class);

        assertThat(client.getChildren().forPath("/drey/" + cluster + "/mesos/workers"))
                .isEmpty();
    }

    @Test
    void repeatsATransactionWhoseFirstAttemptHadSucceeded() throws Exception {
        var store = opened();
        client.create().forPath("/drey/" + cluster + "/mesos/workers/w-1", "made, but the answer was lost".getBytes());

        store.apply(new StoreChange.PutWorkers(List.of(worker("w-1"))));

        assertThat(store().open().state().workers()).containsExactly(worker("w-1"));
    }

    @Test
    void clearsMoreNodesThanFitInOneTransaction() throws StoreException {
        var store = opened();
        store.apply(new StoreChange.PutFrameworkId(FRAMEWORK));
        var workers = new ArrayList<WorkerRecord>();
        for (int i = 0; i < 600; i++) {
            workers.add(worker("w-" + i));
        }
        store.apply(new StoreChange.PutWorkers(workers));

        store.apply(new StoreChange.Clear());

        assertThat(store().open().state()).isEqualTo(StoredState.EMPTY);
    }

    @Test
    void saysWhatIsWrongWhenANodeIsDamaged() throws Exception {
        opened();
        client.create().forPath("/drey/" + cluster + "/mesos/workers/w-1", "rubbish".getBytes());

        assertThatThrownBy(() -> store().open())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("/drey/" + cluster + "/mesos/workers/w-1")
                .hasMessageContaining("rubbish");
    }

    @Test
    void failsWithinBoundsWhileZooKeeperIsAwayAndWorksAgainAfterwards() throws Exception {
        try (var other = new TestingServer()) {
            var store = new ZooKeeperStore(
                    ZooKeeperClients.Settings.open(other.getConnectString(), Duration.ofSeconds(60)), "/drey", cluster);
            stores.add(store);
            store.open();

            other.stop();
            assertThatThrownBy(() -> store.apply(new StoreChange.PutWorkers(List.of(worker("w-1")))))
                    .isInstanceOf(StoreException.class)
                    .isNotInstanceOf(StoreException.Fenced.class)
                    .hasMessageContaining(other.getConnectString());
            other.restart();

            store.apply(new StoreChange.PutWorkers(List.of(worker("w-1"))));
        }
    }

    private ZooKeeperStore store() {
        var store = new ZooKeeperStore(settings(), "/drey", cluster);
        stores.add(store);
        return store;
    }

    private ZooKeeperStore opened() throws StoreException {
        var store = store();
        store.open();
        return store;
    }

    private static ZooKeeperClients.Settings settings() {
        return ZooKeeperClients.Settings.open(server.getConnectString(), Duration.ofSeconds(30));
    }

    private static WorkerRecord worker(String task) {
        return new WorkerRecord(new TaskId(task), "default", new AgentId("a-1"), "host", WorkerRecord.Goal.LAUNCHED);
    }
}
