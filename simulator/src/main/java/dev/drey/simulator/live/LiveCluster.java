/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import dev.drey.simulator.agent.AgentSnapshot;
import dev.drey.simulator.agent.Reconfiguration;
import dev.drey.simulator.live.zookeeper.EmbeddedZooKeeper;
import dev.drey.simulator.live.zookeeper.ZooKeeperUrl;
import dev.drey.simulator.master.MasterModel;
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
import java.util.function.Function;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.master.Protos.Call;

/**
 * A Mesos cluster on this machine: masters and some agents that speak the v1 API on real ports and run real
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
    private final LiveTimeline timeline;
    private final EventLoopGroup threads =
            new NioEventLoopGroup(HTTP_THREADS, new DefaultThreadFactory("mesos-http", true));
    private final List<LiveAgent> agents = new ArrayList<>();
    private final WorkDir workDir;
    private Optional<EmbeddedZooKeeper> zooKeeper = Optional.empty();
    private Optional<ZooKeeperUrl> election = Optional.empty();
    private final MasterFleet masters;
    private Optional<MasterModel> leader = Optional.empty();

    private LiveCluster(ClusterConfig config) throws CannotStartException {
        this.config = config;
        this.timeline = new LiveTimeline("mesos", failure::complete, config.speed());
        this.workDir = WorkDir.open(config.workDir());
        this.masters = openMasters();
    }

    /** Starts master and agents. Returns when all agents have registered, or when another master leads. */
    public static LiveCluster start(ClusterConfig config) throws CannotStartException {
        var equipment = AgentEquipment.all(config);
        if (config.masters() != 1
                && config.zooKeeper().isEmpty()
                && config.embeddedZooKeeper().isEmpty()) {
            throw new CannotStartException("Only one master can do without an election, not " + config.masters()
                    + ": name a ZooKeeper, or use one of its own.");
        }
        var election = config.zooKeeper().isPresent()
                ? Optional.of(Ports.election(config.zooKeeper().get()))
                : NO_ELECTION;
        var cluster = new LiveCluster(config);
        try {
            cluster.election = cluster.startZooKeeper().or(() -> election);
            cluster.openAgents(equipment);
            cluster.masters.start(cluster.election, PATIENCE);
            cluster.awaitAgents();
            return cluster;
        } catch (CannotStartException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** The port of the first master. */
    public int masterPort() {
        return masters.ports().get(0);
    }

    /** Where the first master answers: the API is beneath it, and it is the address of the page for people. */
    public String masterUrl() {
        return masterUrls().get(0);
    }

    /** Where the masters answer, in the order of the masters. */
    public List<String> masterUrls() {
        return masters.ports().stream()
                .map(port -> (config.tls().isPresent() ? "https://" : "http://") + config.ip() + ":" + port)
                .toList();
    }

    /** Which master leads, if it is one of this cluster. */
    public Optional<Integer> leadingMaster() {
        return masters.leader();
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

    /** The first master's process dies. Agents and their tasks live on. */
    public void stopMaster() {
        stopMaster(0);
    }

    /** A master's process dies. Agents and their tasks live on. */
    public void stopMaster(int index) {
        masters.kill(index);
    }

    /** A new process takes over on the port of the first master; the agents register with it again. */
    public void startMaster() throws CannotStartException {
        startMaster(0);
    }

    /** A new process takes over on the port of a master that died. */
    public void startMaster(int index) throws CannotStartException {
        masters.start(index);
    }

    /** The agent's process dies at once. Its tasks go on if their frameworks checkpoint. */
    public void killAgent(int agent) {
        agents.get(agent).kill();
    }

    /** The agent leaves the master for good and ends, with all its tasks. */
    public void stopAgent(int agent) {
        agents.get(agent).stop();
    }

    /** A new process of the agent starts in the work directory of the last one. */
    public void startAgent(int agent) throws CannotStartException {
        agents.get(agent).start();
    }

    /** An agent that does not run forgets who it was; what it left running is destroyed. */
    public void wipeAgent(int agent) {
        agents.get(agent).wipe();
    }

    /** The agent's process does nothing any more, but its connection stays open. */
    public void pauseAgent(int agent) {
        agents.get(agent).pause();
    }

    /** The agent's process continues. */
    public void resumeAgent(int agent) {
        agents.get(agent).resume();
    }

    /** Whether every master and every agent runs, one of the masters leads, and all agents are registered with it. */
    public boolean isHealthy() {
        return !failure.isDone()
                && masters.areAllRunning()
                && masters.leader().isPresent()
                && agents.stream().allMatch(LiveAgent::isRegistered);
    }

    /** Nothing gets through between an agent and the master any more, in one direction. */
    public void cutAgent(int agent, Direction direction) {
        agents.get(agent).cut(direction);
    }

    /** Everything gets through again; a connection that lost something is reset. */
    public void mendAgent(int agent) {
        agents.get(agent).mend();
    }

    /** Drains an agent as an operator does. Returns why the master refuses, if it does. */
    public Optional<String> drainAgent(int agent) {
        return operate(agent, id -> Call.newBuilder()
                .setType(Call.Type.DRAIN_AGENT)
                .setDrainAgent(Call.DrainAgent.newBuilder().setAgentId(id)));
    }

    /** Takes a drained agent back into service. Returns why the master refuses, if it does. */
    public Optional<String> reactivateAgent(int agent) {
        return operate(agent, id -> Call.newBuilder()
                .setType(Call.Type.REACTIVATE_AGENT)
                .setReactivateAgent(Call.ReactivateAgent.newBuilder().setAgentId(id)));
    }

    private Optional<String> operate(int agent, Function<AgentID, Call.Builder> call) {
        var id = agents.get(agent).state().id();
        return timeline.call("operator call", () -> {
                    if (leader.isEmpty() || id.isEmpty()) {
                        return Optional.of("no master leads, or the agent was never registered");
                    }
                    var of = AgentID.newBuilder().setValue(id.get()).build();
                    var answer = leader.get().operate(call.apply(of).build()).answer();
                    return answer.isRefused() ? Optional.of(answer.body()) : Optional.<String>empty();
                })
                .join();
    }

    /** Whether a master's process runs. */
    public boolean isMasterRunning(int index) {
        return masters.isRunning(index);
    }

    /** An agent as it is now. */
    public AgentState agentState(int agent) {
        return agents.get(agent).state();
    }

    /** Which way messages go. */
    public enum Direction {
        TO_MASTER,
        FROM_MASTER
    }

    /**
     * How an agent is.
     *
     * @param id under which it was registered last
     */
    public record AgentState(
            Optional<String> id,
            boolean isRunning,
            boolean isPaused,
            boolean isCutToMaster,
            boolean isCutFromMaster,
            boolean isRegistered) {}

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
                    leader.ifPresent(master -> follow(agents.get(agent), master));
                    return agent;
                })
                .join();
    }

    /** Ends everything. */
    @Override
    public void close() {
        masters.close();
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

    private MasterFleet openMasters() throws CannotStartException {
        try {
            return new MasterFleet(timeline, threads, config, this::onLeading, this::onDeposed);
        } catch (CannotStartException e) {
            timeline.close();
            threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
            workDir.close();
            throw e;
        }
    }

    private void openAgents(List<AgentEquipment> equipment) throws CannotStartException {
        for (int i = 0; i < equipment.size(); i++) {
            int port = config.port() == 0 ? 0 : config.port() + config.masters() + i;
            var place = new LiveAgent.Place(
                    port,
                    workDir.path().resolve("agent-" + i),
                    AgentSnapshot.empty(),
                    Reconfiguration.EQUAL,
                    AgentDelays.at(config.speed()));
            agents.add(new LiveAgent(timeline, threads, config, equipment.get(i), place));
        }
    }

    private void onLeading(Optional<MasterModel> leading) {
        leader = leading;
        if (leading.isPresent()) {
            agents.forEach(agent -> follow(agent, leading.get()));
        } else {
            agents.forEach(LiveAgent::orphan);
        }
    }

    private static void follow(LiveAgent agent, MasterModel master) {
        agent.follow(inbox -> master.agentConnected(agent.address(), inbox));
    }

    private void onDeposed() {
        failure.complete(new IllegalStateException(
                "The master has lost its leadership and stops, as a real one does: start it again."));
    }

    /* Agents have nobody to register with while another master leads. */
    private void awaitAgents() throws CannotStartException {
        if (masters.leader().isEmpty()) {
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
}
