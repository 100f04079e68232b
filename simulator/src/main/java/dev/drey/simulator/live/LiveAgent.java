/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import dev.drey.simulator.agent.AgentCheckpoint;
import dev.drey.simulator.agent.AgentConfig;
import dev.drey.simulator.agent.AgentModel;
import dev.drey.simulator.agent.AgentSnapshot;
import dev.drey.simulator.agent.MasterDial;
import dev.drey.simulator.agent.Reconfiguration;
import dev.drey.simulator.live.agent.AgentApi;
import dev.drey.simulator.live.container.ContainerSettings;
import dev.drey.simulator.live.container.ProcessContainers;
import dev.drey.simulator.live.http.Handler;
import dev.drey.simulator.live.http.HttpServer;
import dev.drey.simulator.live.http.Routes;
import dev.drey.simulator.world.PausableTimeline;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;

/**
 * An agent with its port, its work directory and real processes. The agent's own process can die and be started again;
 * what it runs, and what it has in its work directory, is still there then.
 */
final class LiveAgent implements AutoCloseable {
    private final EventLoopGroup threads;
    private final ClusterConfig cluster;
    private final AgentEquipment equipment;
    private final LiveTimeline timeline;
    private final PausableTimeline clock;
    private final ProcessContainers containers;
    private final int port;
    private final Handler api;
    private HttpServer server;
    private final Reconfiguration policy;
    private final AgentConfig.Delays delays;
    private AgentSnapshot snapshot;
    private Optional<AgentModel> model = Optional.empty();
    private Optional<MasterDial> leader = Optional.empty();
    private final Partition partition = new Partition();
    private boolean paused;
    private volatile Handler routes = new Routes();

    LiveAgent(
            LiveTimeline timeline, EventLoopGroup threads, ClusterConfig cluster, AgentEquipment equipment, Place place)
            throws CannotStartException {
        this.threads = threads;
        this.cluster = cluster;
        this.equipment = equipment;
        this.timeline = timeline;
        this.clock = new PausableTimeline(timeline);
        this.policy = place.policy();
        this.delays = place.delays();
        this.snapshot = place.left();
        this.server = open(place.port());
        this.port = server.port();
        try {
            Files.createDirectories(place.workDir());
            var settings = ContainerSettings.of(place.workDir(), cluster.ip(), port);
            containers = new ProcessContainers(settings, action -> clock.soon("container event", action));
            api = new AgentApi(place.workDir(), this::identity).routes();
        } catch (IOException e) {
            server.close();
            throw new CannotStartException("Cannot write to " + place.workDir() + ": choose another --work-dir.", e);
        }
        begin();
        routes = api;
    }

    private void begin() throws CannotStartException {
        try {
            timeline.call("agent starts", this::run).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                close();
                throw new CannotStartException(e.getCause().getMessage() + ".", e);
            }
            throw e;
        }
    }

    /**
     * Where an agent lives, and what is there already.
     *
     * @param port 0 for any free one
     * @param policy what may be other than in what is there
     * @param delays those of its timers
     */
    record Place(int port, Path workDir, AgentSnapshot left, Reconfiguration policy, AgentConfig.Delays delays) {}

    int port() {
        return port;
    }

    /** Where masters and frameworks find it. */
    String address() {
        return cluster.ip() + ":" + port;
    }

    /** What it has written to its work directory by now, if it runs. On the timeline. */
    Optional<AgentCheckpoint> checkpoint() {
        return model.map(AgentModel::checkpoint);
    }

    /** Whether its process has ended by itself, because the master told it so. On the timeline. */
    boolean hasShutDown() {
        return model.filter(AgentModel::isShutDown).isPresent();
    }

    /** Whether something it started still runs. On the timeline. */
    boolean hasExecutors() {
        return model.map(AgentModel::hasExecutors).orElseGet(snapshot::hasExecutors);
    }

    /** Registers with the master, now or when it is started. On the timeline. */
    void follow(MasterDial master) {
        leader = Optional.of(master);
        model.ifPresent(running -> running.connected(partition.across(master)));
    }

    /** There is no master. On the timeline. */
    void orphan() {
        leader = Optional.empty();
        model.ifPresent(AgentModel::disconnected);
    }

    boolean isRegistered() {
        return timeline.call(
                        "view", () -> model.filter(running -> running.view().registered())
                                .isPresent())
                .join();
    }

    /** The process dies at once; its tasks go on if their framework checkpoints. Nothing happens if there is none. */
    void kill() {
        end(AgentModel::crash);
    }

    /** The process leaves the master for good and ends, with all its tasks. */
    void stop() {
        end(running -> {
            running.shutDown();
            return running.crash();
        });
    }

    /** A new process starts in the work directory of the last one. Nothing happens if there is one. */
    void start() throws CannotStartException {
        if (!isRunning()) {
            server = open(port);
            timeline.call("agent starts", this::run).join();
            routes = api;
        }
    }

    /** Forgets who it was, and destroys what it left running. It must not be running itself. */
    void wipe() {
        timeline.call("agent is wiped", () -> snapshot = snapshot.wiped()).join();
    }

    /** The process is stopped: it does nothing, but its connection stays open. */
    void pause() {
        timeline.soon("agent is paused", () -> {
            clock.pause();
            paused = true;
        });
    }

    /** The process continues. */
    void resume() {
        timeline.soon("agent continues", this::proceed);
    }

    /** Nothing gets through any more in that direction. */
    void cut(LiveCluster.Direction direction) {
        timeline.soon("agent is cut off", () -> partition.cut(direction));
    }

    /** Everything gets through again. */
    void mend() {
        timeline.soon("agent is mended", partition::mend);
    }

    LiveCluster.AgentState state() {
        return timeline.call(
                        "state",
                        () -> new LiveCluster.AgentState(
                                model.flatMap(AgentModel::id)
                                        .or(snapshot::agent)
                                        .map(AgentID::getValue),
                                model.isPresent(),
                                paused,
                                partition.isCut(LiveCluster.Direction.TO_MASTER),
                                partition.isCut(LiveCluster.Direction.FROM_MASTER),
                                model.filter(one -> one.view().registered()).isPresent()))
                .join();
    }

    boolean isRunning() {
        return timeline.call("is running", model::isPresent).join();
    }

    private void proceed() {
        paused = false;
        clock.resume();
    }

    private boolean run() {
        proceed();
        model = Optional.of(new AgentModel(config(), clock, new LiveChance(), containers, snapshot));
        leader.ifPresent(this::follow);
        return true;
    }

    private void end(Function<AgentModel, AgentSnapshot> ending) {
        timeline.call("agent ends", () -> {
                    model.ifPresent(running -> snapshot = ending.apply(running));
                    model = Optional.empty();
                    proceed();
                    return true;
                })
                .join();
        routes = new Routes();
        server.close();
    }

    private HttpServer open(int at) throws CannotStartException {
        return Ports.open(threads, cluster.listen(), at, "agent", exchange -> routes.handle(exchange));
    }

    private AgentConfig config() {
        var info = AgentInfo.newBuilder()
                .setHostname(equipment.hostname())
                .setPort(port())
                .addAllResources(equipment.resources())
                .addAllAttributes(equipment.attributes())
                .build();
        return AgentConfig.of(info, cluster.ip()).withPolicy(policy).withDelays(delays);
    }

    private AgentApi.Identity identity() {
        Optional<String> id = timeline.call("agent id", () -> model.flatMap(AgentModel::id))
                .join()
                .map(AgentID::getValue);
        return new AgentApi.Identity(id, equipment.hostname(), "slave(1)@" + cluster.ip() + ":" + port(), "1.11.0");
    }

    /** Ends every process; the timeline should have stopped, so that nobody is told. */
    @Override
    public void close() {
        server.close();
        containers.close();
    }
}
