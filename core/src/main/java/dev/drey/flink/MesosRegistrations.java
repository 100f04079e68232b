/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.runtime.blocklist.BlocklistUtils;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.entrypoint.ClusterInformation;
import org.apache.flink.runtime.heartbeat.HeartbeatServices;
import org.apache.flink.runtime.io.network.partition.ResourceManagerPartitionTrackerImpl;
import org.apache.flink.runtime.metrics.groups.ResourceManagerMetricGroup;
import org.apache.flink.runtime.resourcemanager.ResourceManagerRuntimeServices;
import org.apache.flink.runtime.resourcemanager.WorkerResourceSpec;
import org.apache.flink.runtime.resourcemanager.active.ActiveResourceManager;
import org.apache.flink.runtime.resourcemanager.active.ActiveResourceManagerFactory;
import org.apache.flink.runtime.resourcemanager.active.ResourceManagerDriver;
import org.apache.flink.runtime.rpc.FatalErrorHandler;
import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.runtime.security.token.DelegationTokenManager;

/**
 * Flink's resource manager that also tells which worker registered, which Flink does not tell a driver, and that keeps
 * the order in which jobs declare what they need.
 */
final class MesosRegistrations extends ActiveResourceManager<MesosWorkerNode> {
    /* While workers of the last leader are waited for, declarations wait as well (declareRequiredResources in Flink's
     * ResourceManager). All of them on one future would be taken in reverse order, that of CompletableFuture, and a
     * job would be left with what it wanted first. So each one has a future of its own. Main thread only. */
    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();

    private final Consumer<MesosWorkerNode> registered;

    /** What a resource manager is made of. */
    record Parts(
            Configuration configuration,
            ResourceID id,
            RpcService rpc,
            UUID leaderSession,
            HeartbeatServices heartbeats,
            DelegationTokenManager tokens,
            FatalErrorHandler errors,
            ClusterInformation cluster,
            ResourceManagerMetricGroup metrics,
            ResourceManagerRuntimeServices services,
            Executor io) {
        private Duration timeout(ConfigOption<Duration> option) {
            return configuration.get(option);
        }
    }

    MesosRegistrations(
            ResourceManagerDriver<MesosWorkerNode> driver, Consumer<MesosWorkerNode> registered, Parts parts) {
        super(
                driver,
                parts.configuration(),
                parts.rpc(),
                parts.leaderSession(),
                parts.id(),
                parts.heartbeats(),
                parts.tokens(),
                parts.services().getSlotManager(),
                ResourceManagerPartitionTrackerImpl::new,
                BlocklistUtils.loadBlocklistHandlerFactory(parts.configuration()),
                parts.services().getJobLeaderIdService(),
                parts.cluster(),
                parts.errors(),
                parts.metrics(),
                ActiveResourceManagerFactory.createStartWorkerFailureRater(parts.configuration()),
                parts.timeout(ResourceManagerOptions.START_WORKER_RETRY_INTERVAL),
                parts.timeout(ResourceManagerOptions.TASK_MANAGER_REGISTRATION_TIMEOUT),
                parts.timeout(ResourceManagerOptions.RESOURCE_MANAGER_PREVIOUS_WORKER_RECOVERY_TIMEOUT),
                parts.io());
        this.registered = registered;
    }

    @Override
    protected void onWorkerRegistered(MesosWorkerNode worker, WorkerResourceSpec spec) {
        super.onWorkerRegistered(worker, spec);
        registered.accept(worker);
    }

    @Override
    public CompletableFuture<Void> getReadyToServeFuture() {
        var ready = super.getReadyToServeFuture();
        if (ready.isDone()) {
            return ready;
        }
        if (waiting.isEmpty()) {
            ready.thenRun(this::serveWaiting);
        }
        var turn = new CompletableFuture<Void>();
        waiting.add(turn);
        return turn;
    }

    private void serveWaiting() {
        while (!waiting.isEmpty()) {
            waiting.remove().complete(null);
        }
    }
}
