/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import dev.drey.simulator.live.zookeeper.ZooKeeperUrl;
import dev.drey.simulator.master.MasterModel;
import dev.drey.simulator.master.Registry;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The masters of a cluster. At most one leads; what a replicated log would keep is shared by all, and survives each of
 * them.
 */
final class MasterFleet implements AutoCloseable {
    private final LiveTimeline timeline;
    private final EventLoopGroup threads;
    private final ClusterConfig config;
    private final Consumer<Optional<MasterModel>> onLeading;
    private final Runnable onDeposed;
    private final Registry registry = new Registry();
    private final List<Optional<LiveMaster>> masters = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private Optional<ZooKeeperUrl> election = Optional.empty();
    private volatile Optional<Integer> leader = Optional.empty();

    /**
     * Opens the ports.
     *
     * @param onLeading told on the timeline which master leads now, or that the one that did does so no more
     * @param onDeposed told when the election went against a master that led
     */
    MasterFleet(
            LiveTimeline timeline,
            EventLoopGroup threads,
            ClusterConfig config,
            Consumer<Optional<MasterModel>> onLeading,
            Runnable onDeposed)
            throws CannotStartException {
        this.timeline = timeline;
        this.threads = threads;
        this.config = config;
        this.onLeading = onLeading;
        this.onDeposed = onDeposed;
        for (int i = 0; i < config.masters(); i++) {
            var opened = open(i, config.port() == 0 ? 0 : config.port() + i);
            masters.add(Optional.of(opened));
            ports.add(opened.port());
        }
    }

    /** Starts one after the other, so that the first one leads unless there are others elsewhere. */
    void start(Optional<ZooKeeperUrl> inElection, Duration patience) throws CannotStartException {
        election = inElection;
        for (var master : masters) {
            master.orElseThrow().start(config, () -> registry, election);
            master.orElseThrow().awaitElection(patience);
        }
    }

    List<Integer> ports() {
        return List.copyOf(ports);
    }

    /** Which one leads, if it is one of these. */
    Optional<Integer> leader() {
        return leader;
    }

    boolean areAllRunning() {
        return masters.stream().allMatch(Optional::isPresent);
    }

    boolean isRunning(int index) {
        return masters.get(index).isPresent();
    }

    /** The process dies. Nothing happens if there is none. */
    void kill(int index) {
        masters.get(index).ifPresent(LiveMaster::close);
        masters.set(index, Optional.empty());
    }

    /** A new process starts on the same port. Nothing happens if there is one. */
    void start(int index) throws CannotStartException {
        if (masters.get(index).isEmpty()) {
            var opened = open(index, ports.get(index));
            masters.set(index, Optional.of(opened));
            opened.start(config, () -> registry, election);
        }
    }

    @Override
    public void close() {
        masters.forEach(master -> master.ifPresent(LiveMaster::close));
    }

    private LiveMaster open(int index, int port) throws CannotStartException {
        return new LiveMaster(timeline, threads, config, port, leading -> onLeading(index, leading), onDeposed);
    }

    private void onLeading(int index, Optional<MasterModel> leading) {
        if (leading.isPresent()) {
            leader = Optional.of(index);
            onLeading.accept(leading);
        } else if (leader.equals(Optional.of(index))) {
            leader = Optional.empty();
            onLeading.accept(leading);
        }
    }
}
