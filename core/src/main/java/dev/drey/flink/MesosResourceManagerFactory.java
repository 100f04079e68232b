/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.artifacts.FileDigests;
import dev.drey.runtime.SteadyClock;
import dev.drey.status.StatusBoard;
import dev.drey.status.StatusServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.entrypoint.ClusterInformation;
import org.apache.flink.runtime.heartbeat.HeartbeatServices;
import org.apache.flink.runtime.metrics.groups.ResourceManagerMetricGroup;
import org.apache.flink.runtime.resourcemanager.ResourceManager;
import org.apache.flink.runtime.resourcemanager.ResourceManagerRuntimeServices;
import org.apache.flink.runtime.resourcemanager.ResourceManagerRuntimeServicesConfiguration;
import org.apache.flink.runtime.resourcemanager.WorkerResourceSpec;
import org.apache.flink.runtime.resourcemanager.active.ActiveResourceManagerFactory;
import org.apache.flink.runtime.resourcemanager.active.ResourceManagerDriver;
import org.apache.flink.runtime.rpc.FatalErrorHandler;
import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.runtime.security.token.DelegationTokenManager;
import org.apache.flink.util.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a resource manager that gets its workers from Mesos, one for each leadership. */
public final class MesosResourceManagerFactory extends ActiveResourceManagerFactory<MesosWorkerNode> {
    private static final Logger LOG = LoggerFactory.getLogger(MesosResourceManagerFactory.class);
    private static final Duration STATUS_LASTS = Duration.ofSeconds(1);

    private final AppmasterConfig config;
    private final StatusBoard board;
    private final MesosAppmaster.InProcess process;

    /* Only here Flink shows the sizes it was configured with; what a leader gets has none of them. */
    private volatile Optional<WorkerResourceSpec> usual = Optional.empty();

    public MesosResourceManagerFactory(AppmasterConfig config) {
        this.config = config;
        var name = config.framework().name();
        var flink = FlinkVersion.here().name();
        this.board = new StatusBoard(new SteadyClock(), name, flink, STATUS_LASTS);
        this.process = new MesosAppmaster.InProcess(board, new FileDigests());
    }

    @Override
    public ResourceManager<MesosWorkerNode> createResourceManager(
            Configuration configuration,
            ResourceID resourceId,
            RpcService rpcService,
            UUID leaderSessionId,
            HeartbeatServices heartbeatServices,
            DelegationTokenManager delegationTokenManager,
            FatalErrorHandler fatalErrorHandler,
            ClusterInformation clusterInformation,
            String webInterfaceUrl,
            ResourceManagerMetricGroup metrics,
            ResourceManagerRuntimeServices services,
            Executor ioExecutor) {
        FlinkMetrics.register(metrics, board);
        var driver = driver(configuration, webInterfaceUrl);
        return new MesosRegistrations(
                driver,
                driver::registered,
                new MesosRegistrations.Parts(
                        configuration,
                        resourceId,
                        rpcService,
                        leaderSessionId,
                        heartbeatServices,
                        delegationTokenManager,
                        fatalErrorHandler,
                        clusterInformation,
                        metrics,
                        services,
                        ioExecutor));
    }

    @Override
    protected ResourceManagerDriver<MesosWorkerNode> createResourceManagerDriver(
            Configuration configuration, String webInterfaceUrl, String rpcAddress) {
        return driver(configuration, webInterfaceUrl);
    }

    private MesosResourceManagerDriver driver(Configuration configuration, String webInterfaceUrl) {
        var profiles = new WorkerProfiles(config.worker().resources(), configuration);
        usual.ifPresent(spec ->
                profiles.foresee(TaskExecutorProcessUtils.processSpecFromWorkerResourceSpec(configuration, spec)));
        var appmaster =
                new MesosAppmaster(config, configuration, Optional.ofNullable(webInterfaceUrl), profiles, process);
        return new MesosResourceManagerDriver(configuration, profiles, appmaster);
    }

    @Override
    protected ResourceManagerRuntimeServicesConfiguration createResourceManagerRuntimeServicesConfiguration(
            Configuration configuration) throws ConfigurationException {
        showStatus();
        process.digests().learn(cachedFiles(configuration));
        usual = Optional.of(new MesosWorkerResourceSpecFactory().createDefaultWorkerResourceSpec(configuration));
        return ResourceManagerRuntimeServicesConfiguration.fromConfiguration(
                configuration, new MesosWorkerResourceSpecFactory());
    }

    /* What is missing is told when a leader needs it. */
    private List<Path> cachedFiles(Configuration configuration) {
        try {
            return WorkerBundle.of(config, configuration, System.getenv()).files().stream()
                    .filter(ShippedFile::cached)
                    .map(ShippedFile::source)
                    .toList();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("no digests beforehand: {}", e.toString());
            return List.of();
        }
    }

    /* Flink asks for the above once in each process, when it starts: a standby is to be seen as well, and a port that
     * is taken is to be told at once. Like Flink's own REST endpoint this one lives until the process ends. */
    private void showStatus() throws ConfigurationException {
        var status = config.status();
        if (status.isShown()) {
            try {
                StatusServer.start(status.bind(), status.port(), board);
            } catch (IOException e) {
                throw new ConfigurationException(e.getMessage() + "; choose another " + StatusOptions.PORT.key());
            }
        }
    }
}
