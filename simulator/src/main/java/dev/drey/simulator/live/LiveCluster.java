/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import dev.drey.simulator.live.zookeeper.EmbeddedZooKeeper;
import dev.drey.simulator.live.zookeeper.ZooKeeperUrl;
import dev.drey.simulator.master.MasterModel;
import dev.drey.simulator.master.Registry;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A Mesos cluster on this machine: one master and some agents that speak the v1 API on real ports and run real
 * processes.
 *
 * <p>Closing it ends every process it started and leaves nothing behind but a work directory that was asked for.
 */
public final class LiveCluster implements AutoCloseable {
    private static final int HTTP_THREADS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Optional<ZooKeeperUrl> NO_ELECTION = Optional.empty();

    private final ClusterConfig config;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final LiveTimeline timeline = new LiveTimeline("mesos", failure::complete);
    private final EventLoopGroup threads =
            new NioEventLoopGroup(HTTP_THREADS, new DefaultThreadFactory("mesos-http", true));
    private final Registry registry = new Registry();
    private final List<LiveAgent> agents = new ArrayList<>();
    private final WorkDir workDir;
    private Optional<EmbeddedZooKeeper> zooKeeper = Optional.empty();
    private Optional<ZooKeeperUrl> election = Optional.empty();
    private Optional<LiveMaster> master = Optional.empty();
    private Optional<MasterModel> leader = Optional.empty();
    private int masterPort;

    private LiveCluster(ClusterConfig config) throws CannotStartException {
        this.config = config;
        this.workDir = WorkDir.open(config.workDir());
    }

    /** Starts master and agents. Returns when all agents have registered, or when another master leads. */
    public static LiveCluster start(ClusterConfig config) throws CannotStartException {
        var equipment = AgentEquipment.all(config);
        var election = config.zooKeeper().isPresent()
                ? Optional.of(parse(config.zooKeeper().get()))
                : NO_ELECTION;
        var cluster = new LiveCluster(config);
        try {
            cluster.election = cluster.startZooKeeper().or(() -> election);
            cluster.openMaster(config.port());
            cluster.openAgents(equipment);
            cluster.master.orElseThrow().start(config, cluster.registry, cluster.election);
            cluster.awaitAgents();
            return cluster;
        } catch (CannotStartException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** The master's port. */
    public int masterPort() {
        return masterPort;
    }

    /** Where the master answers: the API is beneath it, and it is the address of the page for people. */
    public String masterUrl() {
        return "http://" + config.ip() + ":" + masterPort;
    }

    /** The ports of the agents, in the order of the agents. */
    public List<Integer> agentPorts() {
        return agents.stream().map(LiveAgent::port).toList();
    }

    /** Where an agent answers. */
    public String agentUrl(int agent) {
        return "http://" + config.ip() + ":" + agents.get(agent).port();
    }

    /** The group in which the master is elected, without credentials; empty if there is no election. */
    public Optional<String> zooKeeperUrl() {
        return election.map(ZooKeeperUrl::toString);
    }

    public Path workDir() {
        return workDir.path();
    }

    /** Completed with the reason if the cluster stops by itself: a bug in a model, or a lost leadership. */
    public CompletableFuture<Throwable> failure() {
        return failure;
    }

    /** The master process dies. Agents and their tasks live on. */
    public void stopMaster() {
        master.ifPresent(LiveMaster::close);
        master = Optional.empty();
    }

    /** A new master process takes over on the same port; the agents register with it again. */
    public void startMaster() throws CannotStartException {
        if (master.isEmpty()) {
            openMaster(masterPort);
            master.orElseThrow().start(config, registry, election);
        }
    }

    /** The agent cannot reach the master any more; its tasks go on. */
    public void disconnectAgent(int agent) {
        timeline.call("agent disconnected", () -> {
                    agents.get(agent).orphan();
                    return agent;
                })
                .join();
    }

    /** The agent can reach the master again. */
    public void reconnectAgent(int agent) {
        timeline.call("agent reconnected", () -> {
                    leader.ifPresent(agents.get(agent)::follow);
                    return agent;
                })
                .join();
    }

    /** Ends everything. */
    @Override
    public void close() {
        master.ifPresent(LiveMaster::close);
        timeline.close();
        agents.forEach(LiveAgent::close);
        zooKeeper.ifPresent(EmbeddedZooKeeper::close);
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        workDir.close();
    }

    private Optional<ZooKeeperUrl> startZooKeeper() throws CannotStartException {
        if (config.embeddedZooKeeper().isEmpty()) {
            return Optional.empty();
        }
        int port = config.embeddedZooKeeper().get();
        try {
            var server = EmbeddedZooKeeper.start(workDir.path().resolve("zookeeper"), port);
            zooKeeper = Optional.of(server);
            return Optional.of(server.url("/mesos"));
        } catch (IOException e) {
            throw new CannotStartException(
                    "ZooKeeper cannot start on port " + port + " (" + e.getMessage()
                            + "): choose another port with --embedded-zk=PORT.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStartException("Interrupted while starting ZooKeeper.", e);
        }
    }

    private void openMaster(int port) throws CannotStartException {
        var opened = new LiveMaster(timeline, threads, config, port, this::onLeading, this::onDeposed);
        master = Optional.of(opened);
        masterPort = opened.port();
    }

    private void openAgents(List<AgentEquipment> equipment) throws CannotStartException {
        for (int i = 0; i < equipment.size(); i++) {
            int port = config.port() == 0 ? 0 : config.port() + 1 + i;
            var place = new LiveAgent.Place(port, workDir.path().resolve("agent-" + i));
            agents.add(new LiveAgent(timeline, threads, config, equipment.get(i), place));
        }
    }

    private void onLeading(Optional<MasterModel> leading) {
        leader = leading;
        if (leading.isPresent()) {
            agents.forEach(agent -> agent.follow(leading.get()));
        } else {
            agents.forEach(LiveAgent::orphan);
        }
    }

    private void onDeposed() {
        failure.complete(new IllegalStateException(
                "The master has lost its leadership and stops, as a real one does: start it again."));
    }

    /* Agents have nobody to register with while another master leads. */
    private void awaitAgents() throws CannotStartException {
        if (!master.orElseThrow().awaitElection(PATIENCE)) {
            return;
        }
        var deadline = timeline.now().plus(PATIENCE);
        while (!agents.stream().allMatch(LiveAgent::isRegistered)) {
            if (timeline.now().isAfter(deadline)) {
                throw new CannotStartException("The agents did not register within " + PATIENCE.toSeconds()
                        + " s: this machine is too busy, try fewer --agents.");
            }
            pause();
        }
    }

    /* On the timeline, so that an end of the timeline ends the pause too. */
    private void pause() {
        var over = new CompletableFuture<Void>();
        failure.thenAccept(over::completeExceptionally);
        timeline.after(POLL, "look again", () -> over.complete(null));
        over.join();
    }

    private static ZooKeeperUrl parse(String url) throws CannotStartException {
        try {
            return ZooKeeperUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw new CannotStartException("The ZooKeeper address is not valid: " + e.getMessage() + ".", e);
        }
    }
}
