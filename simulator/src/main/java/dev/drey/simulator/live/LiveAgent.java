/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import dev.drey.simulator.agent.AgentConfig;
import dev.drey.simulator.agent.AgentModel;
import dev.drey.simulator.live.agent.AgentApi;
import dev.drey.simulator.live.container.ContainerSettings;
import dev.drey.simulator.live.container.ProcessContainers;
import dev.drey.simulator.live.http.Handler;
import dev.drey.simulator.live.http.HttpServer;
import dev.drey.simulator.live.http.Routes;
import dev.drey.simulator.master.Master;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;

/** An agent with its port, its work directory and real processes. */
final class LiveAgent implements AutoCloseable {
    /* Mesos waits up to a second before an agent registers, to spare a master with ten thousand of them. */
    private static final Duration REGISTRATION_BACKOFF = Duration.ofMillis(100);

    private final ClusterConfig cluster;
    private final String hostname;
    private final LiveTimeline timeline;
    private final HttpServer server;
    private final ProcessContainers containers;
    private final AgentModel model;
    private volatile Handler routes = new Routes();

    LiveAgent(
            LiveTimeline timeline, EventLoopGroup threads, ClusterConfig cluster, AgentEquipment equipment, Place place)
            throws CannotStartException {
        this.cluster = cluster;
        this.hostname = equipment.hostname();
        this.timeline = timeline;
        this.server = Ports.open(threads, cluster.ip(), place.port(), "agent", exchange -> routes.handle(exchange));
        try {
            Files.createDirectories(place.workDir());
            var settings = ContainerSettings.of(place.workDir(), cluster.ip(), port());
            containers = new ProcessContainers(settings, action -> timeline.soon("container event", action));
            model = new AgentModel(config(equipment), timeline, new LiveChance(), containers);
            routes = new AgentApi(place.workDir(), this::identity).routes();
        } catch (IOException e) {
            server.close();
            throw new CannotStartException("Cannot write to " + place.workDir() + ": choose another --work-dir.", e);
        }
    }

    /**
     * Where an agent lives.
     *
     * @param port 0 for any free one
     */
    record Place(int port, Path workDir) {}

    int port() {
        return server.port();
    }

    /** Registers with the master. On the timeline. */
    void follow(Master master) {
        model.connected(inbox -> master.agentConnected(cluster.ip() + ":" + port(), inbox));
    }

    /** There is no master. On the timeline. */
    void orphan() {
        model.disconnected();
    }

    boolean isRegistered() {
        return timeline.call("view", () -> model.view().registered()).join();
    }

    private AgentConfig config(AgentEquipment equipment) {
        var info = AgentInfo.newBuilder()
                .setHostname(equipment.hostname())
                .setPort(port())
                .addAllResources(equipment.resources())
                .addAllAttributes(equipment.attributes())
                .build();
        var delays = AgentConfig.Delays.DEFAULT;
        return AgentConfig.of(info, cluster.ip())
                .withDelays(new AgentConfig.Delays(
                        REGISTRATION_BACKOFF,
                        delays.registrationBackoffMax(),
                        delays.executorRegistration(),
                        delays.executorShutdownGrace(),
                        delays.killGrace(),
                        delays.linger(),
                        delays.updateRetry(),
                        delays.updateRetryMax()));
    }

    private AgentApi.Identity identity() {
        Optional<String> id = timeline.call("agent id", model::id).join().map(AgentID::getValue);
        return new AgentApi.Identity(id, hostname, "slave(1)@" + cluster.ip() + ":" + port(), "1.11.0");
    }

    /** Ends every process; the timeline should have stopped, so that nobody is told. */
    @Override
    public void close() {
        server.close();
        containers.close();
    }
}
