/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import dev.drey.simulator.agent.AgentCheckpoint;
import dev.drey.simulator.agent.AgentSnapshot;
import dev.drey.simulator.agent.MasterDial;
import dev.drey.simulator.agent.Reconfiguration;
import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.json.RecordJson;
import dev.drey.simulator.live.link.RemoteMaster;
import dev.drey.simulator.live.zookeeper.LeaderContender;
import dev.drey.simulator.live.zookeeper.ZooKeeperUrl;
import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.protocol.ToMaster;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.MasterInfo;

/**
 * One agent alone, whose master is another process.
 *
 * <p>What it must not forget it writes to {@code meta/agent.json} in its work directory, so it comes back under its id
 * even after its machine broke down.
 */
public final class AgentProcess implements AutoCloseable {
    private static final String ZOOKEEPER = "zk://";
    private static final Optional<ZooKeeperUrl> NO_ELECTION = Optional.empty();

    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final LiveTimeline timeline;
    private final EventLoopGroup threads = new NioEventLoopGroup(2, new DefaultThreadFactory("mesos-http", true));
    private final DurableFile file;
    private Optional<LiveAgent> agent = Optional.empty();
    private Optional<LeaderContender> detector = Optional.empty();
    private Optional<AgentCheckpoint> saved = Optional.empty();

    private AgentProcess(ClusterConfig config, Path workDir) {
        timeline = new LiveTimeline("mesos-agent", failure::complete, config.speed());
        file = new DurableFile(workDir.resolve("meta").resolve("agent.json"));
    }

    /**
     * Starts the agent that lives in {@code workDir}.
     *
     * @param config of a cluster with one agent; what of it is about masters does not matter
     * @param master {@code zk://host:port/path} or {@code host:port}
     * @param policy what of the agent may be other than before
     */
    public static AgentProcess start(ClusterConfig config, Path workDir, String master, Reconfiguration policy)
            throws CannotStartException {
        var equipment = AgentEquipment.all(config).get(0);
        var election = master.startsWith(ZOOKEEPER) ? Optional.of(Ports.election(master)) : NO_ELECTION;
        var process = new AgentProcess(config, workDir);
        try {
            var snapshot = process.read().map(AgentSnapshot::of).orElseGet(AgentSnapshot::empty);
            var place = new LiveAgent.Place(config.port(), workDir, snapshot, policy, AgentDelays.at(config.speed()));
            var agent = new LiveAgent(process.timeline, process.threads, config, equipment, place);
            process.agent = Optional.of(agent);
            process.timeline.afterEach(process::save);
            process.follow(agent, master, election);
            return process;
        } catch (CannotStartException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    public int port() {
        return agent.orElseThrow().port();
    }

    /** Completed with the reason if the agent stops because of a bug, or because it cannot write. */
    public CompletableFuture<Throwable> failure() {
        return failure;
    }

    public boolean isRegistered() {
        return agent.orElseThrow().isRegistered();
    }

    /** The agent's process dies at once. Its tasks go on if their frameworks checkpoint. */
    public void kill() {
        agent.orElseThrow().kill();
    }

    /** A new process of the agent starts in the work directory of the last one. */
    public void restart() throws CannotStartException {
        agent.orElseThrow().start();
    }

    /** The process does nothing any more, but its connections stay open. */
    public void pause() {
        agent.orElseThrow().pause();
    }

    public void resume() {
        agent.orElseThrow().resume();
    }

    /** Leaves the master for good and ends with all tasks. */
    public void stop() {
        agent.orElseThrow().stop();
    }

    /** Whether the master has told the agent to end, and everything it ran has ended. */
    public boolean isOver() {
        return timeline.call("is over", () -> agent.filter(one -> one.hasShutDown() && !one.hasExecutors())
                        .isPresent())
                .join();
    }

    /** Whether something it started still runs. */
    public boolean hasExecutors() {
        return timeline.call("has executors", () -> agent.orElseThrow().hasExecutors())
                .join();
    }

    private void follow(LiveAgent one, String master, Optional<ZooKeeperUrl> election) {
        if (election.isEmpty()) {
            var dial = dial(master, one);
            timeline.soon("master is known", () -> one.follow(dial));
            return;
        }
        var watching = LeaderContender.onlyWatching(
                election.get(), leader -> timeline.soon("leader detected", () -> onLeader(one, leader)));
        detector = Optional.of(watching);
        watching.start();
    }

    /* What is sent waits for the end of the action that sends it, and so until what it tells is written down. */
    private MasterDial dial(String master, LiveAgent one) {
        var remote = new RemoteMaster(master, one.address());
        return inbox -> {
            var link = remote.dial(inbox);
            return new Link<ToMaster>() {
                @Override
                public void send(ToMaster message) {
                    timeline.soon("message to the master", () -> link.send(message));
                }

                @Override
                public void close() {
                    timeline.soon("connection to the master ends", link::close);
                }
            };
        };
    }

    private void onLeader(LiveAgent one, Optional<MasterInfo> leader) {
        if (leader.isPresent()) {
            var address = leader.get().getAddress();
            one.follow(dial(address.getIp() + ":" + address.getPort(), one));
        } else {
            one.orphan();
        }
    }

    private Optional<AgentCheckpoint> read() throws CannotStartException {
        try {
            var text = file.read();
            return text.isEmpty() ? Optional.empty() : Optional.of(RecordJson.read(text.get(), AgentCheckpoint.class));
        } catch (IOException | JsonConversionException e) {
            throw new CannotStartException(
                    "Cannot recover from " + file + " (" + e.getMessage() + "): delete it to make this a new agent.",
                    e);
        }
    }

    /* On the timeline, after each action. */
    private void save() {
        var now = agent.flatMap(LiveAgent::checkpoint);
        if (now.isEmpty() || now.equals(saved)) {
            return;
        }
        try {
            file.write(RecordJson.write(now.get()));
            saved = now;
        } catch (IOException e) {
            throw new UncheckedIOException("The agent cannot write to " + file + ".", e);
        }
    }

    @Override
    public void close() {
        detector.ifPresent(LeaderContender::close);
        timeline.close();
        agent.ifPresent(LiveAgent::close);
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
