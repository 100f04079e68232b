/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.model.WorkerProfile;
import dev.drey.placement.Field;
import dev.drey.scheduler.FrameworkSettings;
import dev.drey.scheduler.OfferSettings;
import dev.drey.scheduler.SchedulerSettings;
import dev.drey.scheduler.SchedulerSettings.WhenRemoved;
import dev.drey.scheduler.Timeouts;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;

/** What a configuration means for the scheduler; the same for an application master in production and in a test. */
public final class FleetSettings {
    private static final String WORKER_PREFIX = "taskmanager";

    private final AppmasterConfig config;
    private final Configuration configuration;
    private final Optional<String> webInterfaceUrl;
    private final WorkerProfiles profiles;

    FleetSettings(
            AppmasterConfig config,
            Configuration configuration,
            Optional<String> webInterfaceUrl,
            WorkerProfiles profiles) {
        this.config = config;
        this.configuration = configuration;
        this.webInterfaceUrl = webInterfaceUrl;
        this.profiles = profiles;
    }

    /**
     * Reads a configuration.
     *
     * @throws InvalidConfigException with all problems, if there is any
     */
    public static FleetSettings read(Configuration configuration) throws InvalidConfigException {
        var config = AppmasterConfig.read(configuration);
        var profiles = new WorkerProfiles(config.worker().resources(), configuration);
        return new FleetSettings(config, configuration, Optional.empty(), profiles);
    }

    /** What the scheduler is made with. */
    public SchedulerSettings scheduler() {
        var offers = config.offers();
        var lifeCycle = config.lifeCycle();
        var timeouts = Timeouts.DEFAULT.withLaunch(offers.launchTimeout());
        return SchedulerSettings.of(framework(), WORKER_PREFIX)
                .with(OfferSettings.DEFAULT.withHoldBudget(offers.hold()).withRefuse(offers.refuse()))
                .with(config.worker().placement())
                .with(lifeCycle.registration().map(timeouts::withRegistration).orElse(timeouts))
                .with(lifeCycle.partitions())
                .with(lifeCycle.failures())
                .with(lifeCycle.maintenance())
                .with(config.framework().registersAnew() ? WhenRemoved.START_ANEW : WhenRemoved.HALT);
    }

    /** A worker as Flink asks for it when a job asks for no other. */
    public WorkerProfile defaultWorker() {
        var worker = new MesosWorkerResourceSpecFactory().createDefaultWorkerResourceSpec(configuration);
        return profiles.of(TaskExecutorProcessUtils.processSpecFromWorkerResourceSpec(configuration, worker));
    }

    FrameworkSettings framework() {
        var looksAtRegions = config.worker().placement().rules().fields().stream()
                .anyMatch(field -> field.kind() == Field.Kind.REGION);
        return config.framework()
                .settings(
                        configuration.get(JobManagerOptions.ADDRESS),
                        webInterfaceUrl,
                        profiles.usesGpus(),
                        looksAtRegions);
    }
}
