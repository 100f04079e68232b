/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import dev.drey.simulator.live.registry.DurableRegistry;
import dev.drey.simulator.live.registry.RegistryStore;
import dev.drey.simulator.live.zookeeper.ZooKeeperUrl;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One master alone, whose agents are other processes; see {@link AgentProcess}. */
public final class MasterProcess implements AutoCloseable {
    private static final int HTTP_THREADS = 4;

    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final LiveTimeline timeline;
    private final EventLoopGroup threads =
            new NioEventLoopGroup(HTTP_THREADS, new DefaultThreadFactory("mesos-http", true));
    private final RegistryStore store;
    private final Optional<LiveMaster> master;

    private MasterProcess(ClusterConfig config, RegistryStore store) throws CannotStartException {
        this.store = store;
        this.timeline = new LiveTimeline("mesos", failure::complete, config.speed());
        Optional<LiveMaster> opened = Optional.empty();
        try {
            opened = Optional.of(
                    new LiveMaster(timeline, threads, config, config.port(), leading -> {}, this::onDeposed));
        } finally {
            master = opened;
            if (opened.isEmpty()) {
                close();
            }
        }
    }

    /**
     * Opens the port, and leads at once or when it is elected.
     *
     * @param config what of it is about agents does not matter
     * @param store closed with this
     */
    public static MasterProcess start(ClusterConfig config, Optional<ZooKeeperUrl> election, RegistryStore store)
            throws CannotStartException {
        var process = new MasterProcess(config, store);
        var registry = new DurableRegistry(store);
        process.timeline.afterEach(registry::save);
        try {
            process.master.orElseThrow().start(config, registry::recover, election);
            return process;
        } catch (CannotStartException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    public int port() {
        return master.orElseThrow().port();
    }

    /** Completed with the reason if the master stops by itself, as a real one does when it leads no more. */
    public CompletableFuture<Throwable> failure() {
        return failure;
    }

    private void onDeposed() {
        failure.complete(new IllegalStateException("The master has lost its leadership"));
    }

    @Override
    public void close() {
        master.ifPresent(LiveMaster::close);
        timeline.close();
        store.close();
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
