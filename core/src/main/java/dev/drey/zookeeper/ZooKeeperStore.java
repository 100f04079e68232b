/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.zookeeper;

import dev.drey.model.Check;
import dev.drey.model.FrameworkId;
import dev.drey.store.StoreChange;
import dev.drey.store.StoreCodec;
import dev.drey.store.StoreException;
import dev.drey.store.StoredState;
import dev.drey.store.WorkerRecord;
import dev.drey.store.WorkerStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;

/**
 * A store in ZooKeeper: {@code <root>/<cluster>/mesos/{epoch,framework,workers/<task>}}.
 *
 * <p>Every write is a transaction that checks the version of the epoch node, so that a deposed leader cannot write,
 * however late its write arrives. Owns its client.
 */
public final class ZooKeeperStore implements WorkerStore {
    /*
     * After a lost connection nobody knows whether the transaction took place, and Curator repeats it by itself. Both
     * show as a node that is there already, or there no more: then the existing nodes are read again and the
     * transaction is made anew from what is there.
     */
    private static final int CONNECT_SECONDS = 15;
    private static final int ATTEMPTS = 3;
    private static final int MAX_REMOVALS_AT_ONCE = 500;

    private final CuratorFramework client;
    private final ZooKeeperClients.Settings settings;
    private final String base;
    private final String epochNode;
    private final StoreCodec codec = new StoreCodec();
    private final Set<String> existing = new TreeSet<>();

    private boolean started;
    private boolean uncertain;
    private long epoch;
    private int epochVersion;

    /**
     * A store below {@code /<root>/<cluster>}.
     *
     * @param root the path that all clusters share, for instance {@code /flink}
     * @param cluster the name of this cluster: two clusters must never share one
     */
    public ZooKeeperStore(ZooKeeperClients.Settings settings, String root, String cluster) {
        this.settings = settings;
        this.client = ZooKeeperClients.create(settings);
        this.base = ("/" + root + "/" + cluster + "/mesos").replaceAll("/+", "/");
        this.epochNode = base + "/epoch";
    }

    @Override
    public synchronized Opened open() throws StoreException {
        return guarded("open", () -> {
            connect();
            createParents();
            raiseEpoch();
            return new Opened(epoch, load());
        });
    }

    @Override
    public synchronized void apply(StoreChange change) throws StoreException {
        Check.that(epoch > 0, "the store must be opened before it is written");
        guarded("write", () -> {
            commit(change);
            return null;
        });
    }

    @Override
    public synchronized void close() {
        client.close();
        epoch = 0;
    }

    /**
     * A secret that all leaders of this cluster share: the one that is there, else {@code fresh}. It has a node of its
     * own beside the records, with the same access list, and is in no record and no log. May be called before {@link
     * #open}, and by a leader that is fenced.
     *
     * @param name of the node
     */
    public synchronized String secret(String name, String fresh) throws StoreException {
        return guarded("read " + name + " of", () -> {
            connect();
            var node = base + "/" + name;
            if (client.checkExists().forPath(node) == null) {
                create(node, bytes(fresh));
            }
            return text(client.getData().forPath(node));
        });
    }

    private void connect() throws InterruptedException, StoreException {
        if (!started) {
            client.start();
            started = true;
        }
        if (!client.blockUntilConnected(CONNECT_SECONDS, TimeUnit.SECONDS)) {
            throw new StoreException("cannot reach ZooKeeper at " + settings + " within " + CONNECT_SECONDS
                    + " s: check high-availability.zookeeper.quorum and the network");
        }
    }

    private void createParents() throws Exception {
        for (var node : List.of(epochNode, base + "/" + NodeWrite.WORKERS)) {
            create(node, new byte[0]);
        }
    }

    private void create(String node, byte[] content) throws Exception {
        try {
            client.create().creatingParentsIfNeeded().forPath(node, content);
        } catch (KeeperException.NodeExistsException e) {
            /* Somebody else, or an attempt whose answer was lost, was faster. */
            return;
        }
    }

    /* If the connection is lost on the way, the number may be raised twice, which does no harm. */
    private void raiseEpoch() throws Exception {
        for (; ; ) {
            var stat = new Stat();
            var text = text(client.getData().storingStatIn(stat).forPath(epochNode));
            if (!text.matches("\\d{0,18}")) {
                throw new StoreException(epochNode + " holds '" + text + "' instead of a number: is " + base
                        + " used by something else?");
            }
            long next = (text.isEmpty() ? 0 : Long.parseLong(text)) + 1;
            try {
                var written =
                        client.setData().withVersion(stat.getVersion()).forPath(epochNode, bytes(Long.toString(next)));
                epoch = next;
                epochVersion = written.getVersion();
                return;
            } catch (KeeperException.BadVersionException e) {
                /* Somebody else opens the store at the same time: the later one leads. */
                continue;
            }
        }
    }

    private StoredState load() throws Exception {
        reload();
        var workers = new ArrayList<Stored>();
        var framework = Optional.<FrameworkId>empty();
        for (var node : existing) {
            var stat = new Stat();
            var text = text(client.getData().storingStatIn(stat).forPath(base + "/" + node));
            try {
                if (node.equals(NodeWrite.FRAMEWORK)) {
                    framework = codec.decodeState(text).framework();
                } else {
                    workers.add(new Stored(stat.getCzxid(), codec.decodeWorker(text)));
                }
            } catch (StoreException e) {
                throw new StoreException(base + "/" + node + ": " + e.getMessage(), e);
            }
        }
        /* Oldest first; those of one transaction by name. */
        workers.sort(Comparator.comparingLong(Stored::created));
        return new StoredState(framework, workers.stream().map(Stored::worker).toList());
    }

    private record Stored(long created, WorkerRecord worker) {}

    private void reload() throws Exception {
        checkEpoch();
        existing.clear();
        client.getChildren()
                .forPath(base + "/" + NodeWrite.WORKERS)
                .forEach(name -> existing.add(NodeWrite.WORKERS + "/" + name));
        if (client.checkExists().forPath(base + "/" + NodeWrite.FRAMEWORK) != null) {
            existing.add(NodeWrite.FRAMEWORK);
        }
        uncertain = false;
    }

    private void checkEpoch() throws Exception {
        var stat = client.checkExists().forPath(epochNode);
        if (stat == null || stat.getVersion() != epochVersion) {
            throw fenced(null);
        }
    }

    private void commit(StoreChange change) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                if (uncertain) {
                    reload();
                }
                commitAll(NodeWrite.of(change, existing, codec));
                return;
            } catch (KeeperException.NodeExistsException | KeeperException.NoNodeException e) {
                uncertain = true;
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (KeeperException.BadVersionException e) {
                throw fenced(e);
            } catch (KeeperException e) {
                uncertain = true;
                throw e;
            }
        }
    }

    /* Only removals come in great numbers, and they may be done in parts: each part leaves a state that is safe. */
    private void commitAll(List<NodeWrite> writes) throws Exception {
        boolean onlyRemovals = writes.stream().allMatch(write -> write.content().isEmpty());
        int size = onlyRemovals ? MAX_REMOVALS_AT_ONCE : Math.max(1, writes.size());
        int from = 0;
        do {
            var part = writes.subList(from, Math.min(writes.size(), from + size));
            commitOne(part);
            from += size;
        } while (from < writes.size());
    }

    private void commitOne(List<NodeWrite> writes) throws Exception {
        var ops = new ArrayList<CuratorOp>();
        ops.add(client.transactionOp().check().withVersion(epochVersion).forPath(epochNode));
        for (var write : writes) {
            op(write).ifPresent(ops::add);
        }
        client.transaction().forOperations(ops);
        for (var write : writes) {
            if (write.content().isPresent()) {
                existing.add(write.node());
            } else {
                existing.remove(write.node());
            }
        }
    }

    private Optional<CuratorOp> op(NodeWrite write) throws Exception {
        var path = base + "/" + write.node();
        boolean exists = existing.contains(write.node());
        if (write.content().isEmpty()) {
            return exists ? Optional.of(client.transactionOp().delete().forPath(path)) : Optional.empty();
        }
        var content = write.content().get();
        return Optional.of(
                exists
                        ? client.transactionOp().setData().forPath(path, content)
                        : client.transactionOp().create().forPath(path, content));
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    private <T> T guarded(String what, Work<T> work) throws StoreException {
        try {
            return work.run();
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted; cannot " + what + " " + base + " in ZooKeeper at " + settings, e);
        } catch (Exception e) {
            throw new StoreException("cannot " + what + " " + base + " in ZooKeeper at " + settings + ": " + e, e);
        }
    }

    private StoreException.Fenced fenced(Exception cause) {
        var fenced = new StoreException.Fenced("this leader has epoch " + epoch + ", but " + epochNode
                + " was changed since: another instance opened the store and leads now");
        fenced.initCause(cause);
        return fenced;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
