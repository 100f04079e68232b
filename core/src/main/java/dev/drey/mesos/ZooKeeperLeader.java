/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.zookeeper.ZooKeeperClients;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.zookeeper.KeeperException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the leader among the {@code json.info_} nodes of the masters: the one with the smallest sequence number.
 *
 * <p>While ZooKeeper cannot be reached the leader found last stays: its own connection tells whether it lives.
 */
final class ZooKeeperLeader implements LeaderDetector {
    /* Plain one-shot watches, since persistent ones need ZooKeeper 3.6, and Mesos clusters have older ones. */
    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperLeader.class);
    private static final String CANDIDATE = "json.info_";
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final MasterLocation.InZooKeeper location;
    private final CuratorFramework client;
    private final ScheduledExecutorService worker = DaemonThreads.single("mesos-leader");
    private final CuratorWatcher watcher = event -> refreshIn(Duration.ZERO);

    private Consumer<Optional<Leader>> listener = found -> {};

    ZooKeeperLeader(MasterLocation.InZooKeeper location) {
        this.location = location;
        this.client = ZooKeeperClients.create(
                new ZooKeeperClients.Settings(location.servers(), location.digest(), false, SESSION_TIMEOUT));
    }

    @Override
    public void start(Consumer<Optional<Leader>> found) {
        listener = found;
        client.getConnectionStateListenable().addListener((c, state) -> {
            LOG.info("zookeeper={} state={}", location, state);
            if (state.isConnected()) {
                refreshIn(Duration.ZERO);
            }
        });
        client.start();
    }

    @Override
    public void close() {
        worker.shutdownNow();
        client.close();
    }

    private void refreshIn(Duration wait) {
        try {
            worker.schedule(this::refresh, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed: the leader is watched no more");
        }
    }

    private void refresh() {
        try {
            find();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("zookeeper={} cannot read the leader, trying again: {}", location, e.toString());
            refreshIn(RETRY);
        }
    }

    private void find() throws Exception {
        if (client.checkExists().usingWatcher(watcher).forPath(location.path()) == null) {
            listener.accept(Optional.empty());
            return;
        }
        try {
            var children = client.getChildren().usingWatcher(watcher).forPath(location.path());
            var first = first(children);
            if (first.isEmpty()) {
                listener.accept(Optional.empty());
                return;
            }
            listener.accept(Optional.of(parse(client.getData().forPath(location.path() + "/" + first.get()))));
        } catch (KeeperException.NoNodeException e) {
            /* Gone between two reads; the watch has fired or will. */
            refreshIn(Duration.ZERO);
        }
    }

    static Optional<String> first(List<String> children) {
        return children.stream()
                .filter(name -> name.matches(CANDIDATE + "\\d+"))
                .min(Comparator.comparingLong(name -> Long.parseLong(name.substring(CANDIDATE.length()))));
    }

    /* The integer field "ip" is in network byte order read as little-endian: left alone. */
    private Leader parse(byte[] json) throws IOException {
        JsonNode info;
        try {
            info = new ObjectMapper().readTree(json);
        } catch (JacksonException e) {
            throw new IOException("the node of the leader is not JSON: " + e.getOriginalMessage(), e);
        }
        var address = info.path("address");
        var ip = address.path("ip").asText("");
        var name = address.path("hostname").asText(info.path("hostname").asText(""));
        /* A certificate is made out to a name. */
        var host = ip.isEmpty() || (location.scheme().equals("https") && !name.isEmpty()) ? name : ip;
        int port = address.path("port").asInt(info.path("port").asInt());
        if (host.isEmpty() || port <= 0) {
            throw new IOException("the node of the leader names no host and port: " + info);
        }
        var id = Optional.of(info.path("id").asText("")).filter(text -> !text.isEmpty());
        return new Leader(new MasterAddress(location.scheme(), host, port), id);
    }
}
