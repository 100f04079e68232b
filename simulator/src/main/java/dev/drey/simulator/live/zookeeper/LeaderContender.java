/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.zookeeper;

import dev.drey.simulator.json.JsonConversionException;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.NoNodeException;
import org.apache.zookeeper.KeeperException.NodeExistsException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.data.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands for election as Mesos masters do, and tells who leads.
 *
 * <p>A candidate is an ephemeral sequential child {@code json.info_NNNNNNNNNN} of the group; the one with the smallest
 * number leads. While ZooKeeper is away the last leader counts, until the session is truly lost.
 */
public final class LeaderContender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderContender.class);
    private static final String LABEL = "json.info_";
    private static final Pattern CANDIDATE = Pattern.compile("json\\.info_(\\d{10})");

    private final Optional<MasterInfo> self;
    private final String group;
    private final Consumer<Optional<MasterInfo>> onLeader;
    private final CuratorFramework client;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(action -> {
        var created = new Thread(action, "leader-contender");
        created.setDaemon(true);
        return created;
    });
    private Optional<MasterInfo> leader = Optional.empty();
    private boolean isAnnounced;

    /** @param onLeader told of every change, and of the first state, on a thread of the contender */
    public LeaderContender(ZooKeeperUrl url, MasterInfo self, Consumer<Optional<MasterInfo>> onLeader) {
        this(url, Optional.of(self), onLeader);
    }

    private LeaderContender(ZooKeeperUrl url, Optional<MasterInfo> self, Consumer<Optional<MasterInfo>> onLeader) {
        this.self = self;
        this.group = url.path();
        this.onLeader = onLeader;
        client = ZooKeeperClients.of(url);
        client.getConnectionStateListenable().addListener((framework, state) -> submit(() -> onConnection(state)));
    }

    /** Only watches who leads, and does not stand itself. */
    public static LeaderContender onlyWatching(ZooKeeperUrl url, Consumer<Optional<MasterInfo>> onLeader) {
        return new LeaderContender(url, Optional.empty(), onLeader);
    }

    /** Begins, and goes on whenever ZooKeeper can be reached. */
    public void start() {
        client.start();
    }

    /** @throws IOException if no server answers in time */
    public void start(Duration patience) throws IOException, InterruptedException {
        client.start();
        if (!client.blockUntilConnected((int) patience.toMillis(), TimeUnit.MILLISECONDS)) {
            close();
            throw new IOException("no ZooKeeper server answered within " + patience.toSeconds() + " s");
        }
    }

    /** Withdraws: the node disappears at once. */
    @Override
    public void close() {
        thread.shutdownNow();
        client.close();
    }

    private void submit(Step step) {
        try {
            thread.execute(() -> run(step));
        } catch (RejectedExecutionException e) {
            LOG.debug("closed, ignoring ZooKeeper");
        }
    }

    private void run(Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KeeperException.ConnectionLossException | KeeperException.SessionExpiredException e) {
            LOG.info("zookeeper=lost, waiting for it to return");
        } catch (Exception e) { // Curator declares no less
            LOG.error("group={} election failed", group, e);
            announce(Optional.empty());
        }
    }

    private void onConnection(ConnectionState state) throws Exception {
        if (state == ConnectionState.LOST) {
            announce(Optional.empty());
        } else if (state.isConnected()) {
            createGroup();
            look();
        }
    }

    private void createGroup() throws Exception {
        try {
            client.create().creatingParentsIfNeeded().forPath(group, new byte[0]);
        } catch (NodeExistsException e) {
            LOG.debug("group={} is there", group);
        }
    }

    /* After a broken connection our node may or may not be there, and if its creation was cut off we do not know its
     * name: so look for one with our id and our session. Making one calls us again through the watch. */
    private void look() throws Exception {
        var watcher = (Watcher) event -> submit(this::look);
        var candidates = candidates(client.getChildren().usingWatcher(watcher).forPath(group));
        Optional<MasterInfo> first = Optional.empty();
        boolean isStanding = false;
        for (int i = 0; i < candidates.size(); i++) {
            var stat = new Stat();
            var info = read(candidates.get(i), stat);
            first = i == 0 ? info : first;
            isStanding |= isSelf(info) && isOfThisSession(stat);
        }
        announce(first);
        if (!isStanding && self.isPresent()) {
            stand(self.get());
        }
    }

    private boolean isSelf(Optional<MasterInfo> info) {
        return info.isPresent() && self.map(MasterInfo::getId).equals(info.map(MasterInfo::getId));
    }

    private boolean isOfThisSession(Stat stat) throws Exception {
        return stat.getEphemeralOwner()
                == client.getZookeeperClient().getZooKeeper().getSessionId();
    }

    private void stand(MasterInfo info) throws Exception {
        var node = client.create()
                .withMode(CreateMode.EPHEMERAL_SEQUENTIAL)
                .forPath(group + "/" + LABEL, MasterInfoJson.write(info));
        LOG.info("candidate={}", node);
    }

    private static List<String> candidates(List<String> children) {
        return children.stream()
                .filter(name -> CANDIDATE.matcher(name).matches())
                .sorted(Comparator.comparing(name -> name.substring(LABEL.length())))
                .toList();
    }

    private Optional<MasterInfo> read(String candidate, Stat stat) throws Exception {
        try {
            return Optional.of(
                    MasterInfoJson.read(client.getData().storingStatIn(stat).forPath(group + "/" + candidate)));
        } catch (NoNodeException e) {
            return Optional.empty(); // gone between list and read; the watch tells what comes next
        } catch (JsonConversionException e) {
            LOG.warn("candidate={} cannot be read: {}", candidate, e.getMessage());
            return Optional.empty();
        }
    }

    private void announce(Optional<MasterInfo> current) {
        if (!isAnnounced || !current.equals(leader)) {
            isAnnounced = true;
            leader = current;
            LOG.info("leader={}", current.map(MasterInfo::getPid).orElse("none"));
            onLeader.accept(current);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
