/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;

/**
 * The configuration of the application master beyond Flink's own, read and checked.
 *
 * @param stateDir where state is kept without high availability, if the user chose a place
 */
public record AppmasterConfig(
        MasterConfig master,
        FrameworkConfig framework,
        OfferConfig offers,
        ArtifactServerConfig artifactServer,
        StatusConfig status,
        Optional<Path> stateDir,
        LifeCycleConfig lifeCycle,
        WorkerConfig worker) {

    /** How offers and launches are timed. */
    public record OfferConfig(Duration hold, Duration refuse, Duration launchTimeout) {}

    /**
     * Reads the configuration.
     *
     * @throws InvalidConfigException with all problems, if there is any
     */
    public static AppmasterConfig read(Configuration configuration) throws InvalidConfigException {
        return read(configuration, System.getenv());
    }

    static AppmasterConfig read(Configuration configuration, Map<String, String> environment)
            throws InvalidConfigException {
        var reader = new OptionReader(configuration);
        OptionNames.check(configuration, reader);
        HighAvailability.check(configuration, reader);
        checkWorkerMemory(configuration, reader);
        var config = new AppmasterConfig(
                MasterConfig.read(reader, environment),
                FrameworkConfig.read(reader),
                offers(reader),
                ArtifactServerConfig.read(reader, configuration),
                StatusConfig.read(reader),
                reader.text(MesosOptions.STATE_DIR).map(Path::of),
                LifeCycleConfig.read(reader),
                WorkerConfig.read(reader));
        if (!reader.problems().isEmpty()) {
            throw new InvalidConfigException(reader.problems());
        }
        return config;
    }

    /* Flink would find out only when the first leader starts, and would say so in a page of stack traces. */
    private static void checkWorkerMemory(Configuration configuration, OptionReader reader) {
        try {
            TaskExecutorProcessUtils.processSpecFromConfig(configuration);
        } catch (IllegalConfigurationException e) {
            var cause = Optional.ofNullable(e.getCause()).orElse(e);
            reader.report(ConfigProblem.at("taskmanager.memory.*", "")
                    .because(cause.getMessage())
                    .tryInstead("for instance -Dtaskmanager.memory.process.size=1728m alone"));
        }
    }

    private static OfferConfig offers(OptionReader reader) {
        return new OfferConfig(
                reader.notNegativeDuration(MesosOptions.UNUSED_OFFER_EXPIRATION),
                reader.notNegativeDuration(MesosOptions.DECLINED_OFFER_REFUSE_DURATION),
                reader.positive(MesosOptions.LAUNCH_TIMEOUT));
    }
}
