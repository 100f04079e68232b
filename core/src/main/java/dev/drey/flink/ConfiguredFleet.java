/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.model.WorkerProfile;
import dev.drey.scheduler.SchedulerSettings;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;

/**
 * What a configuration means for the scheduler; the same for an application master in production and for one that is
 * tested without Flink around it.
 *
 * @param worker a worker as Flink asks for it when a job asks for no other
 * @param heartbeatTimeout after how long Flink gives up a worker that it does not hear of
 */
public record ConfiguredFleet(SchedulerSettings scheduler, WorkerProfile worker, Duration heartbeatTimeout) {

    /**
     * Reads a configuration.
     *
     * @throws InvalidConfigException with all problems, if there is any
     */
    public static ConfiguredFleet read(Configuration configuration) throws InvalidConfigException {
        var config = AppmasterConfig.read(configuration);
        var profiles = new WorkerProfiles(config.worker().resources(), configuration);
        var framework = FleetSettings.framework(
                config, configuration.get(JobManagerOptions.ADDRESS), Optional.empty(), profiles);
        var worker = new MesosWorkerResourceSpecFactory().createDefaultWorkerResourceSpec(configuration);
        return new ConfiguredFleet(
                FleetSettings.scheduler(config, framework),
                profiles.of(TaskExecutorProcessUtils.processSpecFromWorkerResourceSpec(configuration, worker)),
                configuration.get(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT));
    }
}
