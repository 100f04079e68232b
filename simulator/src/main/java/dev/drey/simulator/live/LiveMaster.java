/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import dev.drey.simulator.flags.DurationText;
import dev.drey.simulator.live.http.Handler;
import dev.drey.simulator.live.http.HttpServer;
import dev.drey.simulator.live.http.Routes;
import dev.drey.simulator.live.link.AgentDoor;
import dev.drey.simulator.live.master.MasterDoor;
import dev.drey.simulator.live.master.OperatorApi;
import dev.drey.simulator.live.master.OperatorGate;
import dev.drey.simulator.live.master.SchedulerApi;
import dev.drey.simulator.live.master.Standing;
import dev.drey.simulator.live.zookeeper.LeaderContender;
import dev.drey.simulator.live.zookeeper.ZooKeeperUrl;
import dev.drey.simulator.master.MasterConfig;
import dev.drey.simulator.master.MasterIdentity;
import dev.drey.simulator.master.MasterModel;
import dev.drey.simulator.master.Registry;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.mesos.v1.Protos.MasterInfo;

/** One life of a master process: a model, its port, and its candidacy if there is an election. */
final class LiveMaster implements AutoCloseable {
    private static final Duration ZOOKEEPER_PATIENCE = Duration.ofSeconds(10);

    private final LiveTimeline timeline;
    private final Consumer<Optional<MasterModel>> onLeading;
    private final Runnable onDeposed;
    private final HttpServer server;
    private Optional<MasterModel> model = Optional.empty();
    private MasterConfig masterConfig = MasterConfig.DEFAULT;
    private MasterInfo info = MasterInfo.getDefaultInstance();
    private Supplier<Registry> registry = Registry::new;
    private Optional<LeaderContender> contender = Optional.empty();
    private final CompletableFuture<Boolean> decided = new CompletableFuture<>();
    private boolean closed;
    private volatile Standing standing = Standing.recovering();
    private volatile Handler routes = new Routes();

    /**
     * Opens the port.
     *
     * @param onLeading told on the timeline that this master leads now, or, with nothing, that it does so no more
     * @param onDeposed told after that if the election went against a master that led
     */
    LiveMaster(
            LiveTimeline timeline,
            EventLoopGroup threads,
            ClusterConfig config,
            int port,
            Consumer<Optional<MasterModel>> onLeading,
            Runnable onDeposed)
            throws CannotStartException {
        this.timeline = timeline;
        this.onLeading = onLeading;
        this.onDeposed = onDeposed;
        var address = InetSocketAddress.createUnresolved(config.listen(), Ports.checked(port, "master"));
        this.server = Ports.open(threads, address, "master", config.tls(), exchange -> routes.handle(exchange));
    }

    int port() {
        return server.port();
    }

    /**
     * Leads at once, or as soon as it is elected.
     *
     * @param shared what the leaders before it have left, read when it leads
     */
    void start(ClusterConfig config, Supplier<Registry> shared, Optional<ZooKeeperUrl> election)
            throws CannotStartException {
        registry = shared;
        masterConfig = config.master()
                .apply(MasterConfig.builder()
                        .hostname(config.hostname())
                        .ip(config.ip())
                        .authenticateFrameworks(!config.secrets().isEmpty()))
                .port(port())
                .id(UUID.randomUUID().toString())
                .build();
        info = MasterIdentity.of(masterConfig, masterConfig.id().orElseThrow());
        var door = new MasterDoor(timeline, () -> info, () -> standing);
        var agents = new AgentDoor(timeline, door::enter);
        routes = new OperatorApi(
                        door,
                        flags(config, election),
                        new OperatorGate(config.readerSecrets(), config.operatorSecrets()))
                .routes(new SchedulerApi(door, config.secrets()))
                .add(AgentDoor.PATH, agents)
                .add("/master" + AgentDoor.PATH, agents);
        if (election.isPresent()) {
            standFor(election.get());
        } else {
            timeline.call("master leads", this::lead).join();
        }
    }

    private void standFor(ZooKeeperUrl url) throws CannotStartException {
        standing = Standing.leaderless();
        var candidate =
                new LeaderContender(url, info, leader -> timeline.soon("leader detected", () -> onLeader(leader)));
        contender = Optional.of(candidate);
        try {
            candidate.start(ZOOKEEPER_PATIENCE);
        } catch (IOException e) {
            throw new CannotStartException(
                    "Cannot reach ZooKeeper at " + url + ": check the address, or use --embedded-zk.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStartException("Interrupted while connecting to ZooKeeper at " + url + ".", e);
        }
    }

    private void onLeader(Optional<MasterInfo> leader) {
        if (closed) {
            return;
        }
        boolean isSelf =
                leader.filter(other -> other.getId().equals(info.getId())).isPresent();
        boolean wasLeading = standing.master().isPresent();
        if (isSelf && !wasLeading) {
            lead();
        } else if (!isSelf) {
            standing = leader.map(Standing::following).orElseGet(Standing::leaderless);
            leader.ifPresent(other -> decided.complete(false));
            if (wasLeading) {
                abdicate();
            }
        }
    }

    /* The model is made only now: it takes over what the leader before it has left in the registry. */
    private boolean lead() {
        var leading = new MasterModel(masterConfig, timeline, new LiveChance(), registry.get());
        model = Optional.of(leading);
        standing = Standing.leading(leading);
        onLeading.accept(model);
        decided.complete(true);
        return true;
    }

    /* A real master ends its process here; what it would do next is the business of its supervisor. */
    private void abdicate() {
        die();
        onDeposed.run();
    }

    private boolean die() {
        closed = true;
        model.ifPresent(dying -> {
            dying.crash();
            onLeading.accept(Optional.empty());
        });
        model = Optional.empty();
        return true;
    }

    /** Whether this master leads, once a leader is known. */
    boolean awaitElection(Duration patience) {
        try {
            return decided.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The process dies: the port closes, every connection breaks. */
    @Override
    public void close() {
        standing = Standing.recovering();
        timeline.call("master dies", this::die)
                .exceptionally(ended -> false) // with the timeline the master has ended already
                .join();
        contender.ifPresent(LeaderContender::close);
        server.close();
    }

    private Map<String, String> flags(ClusterConfig config, Optional<ZooKeeperUrl> election) {
        var flags = new TreeMap<String, String>();
        flags.put("hostname", config.hostname());
        flags.put("ip", config.ip());
        flags.put("port", String.valueOf(port()));
        flags.put(
                "authenticate_http_frameworks", String.valueOf(!config.secrets().isEmpty()));
        flags.put(
                "allocation_interval",
                DurationText.print(masterConfig.allocator().interval()));
        flags.put("agent_ping_timeout", DurationText.print(masterConfig.agentPingTimeout()));
        flags.put("max_agent_ping_timeouts", String.valueOf(masterConfig.maxAgentPingTimeouts()));
        masterConfig.offerTimeout().ifPresent(timeout -> flags.put("offer_timeout", DurationText.print(timeout)));
        flags.put(
                "authenticate_http_readonly",
                String.valueOf(!config.readerSecrets().isEmpty()));
        flags.put(
                "authenticate_http_readwrite",
                String.valueOf(!config.operatorSecrets().isEmpty()));
        election.ifPresent(url -> flags.put("zk", url.toString()));
        config.workDir().ifPresent(path -> flags.put("work_dir", path.toString()));
        return flags;
    }
}
