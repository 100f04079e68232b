/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.mesos.HttpMesos;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;

/**
 * The configuration of the application master beyond Flink's own, read and checked.
 *
 * @param master where the Mesos master is, in one of the forms of {@link MesosOptions#MASTER}
 * @param masterTls how connections to it are encrypted, if they are
 * @param stateDir where state is kept without high availability, if the user chose a place
 */
public record AppmasterConfig(
        String master,
        Optional<SSLContext> masterTls,
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
        var reader = new OptionReader(configuration);
        OptionNames.check(configuration, reader);
        HighAvailability.check(configuration, reader);
        checkWorkerMemory(configuration, reader);
        var master = master(reader);
        var config = new AppmasterConfig(
                master,
                MasterTls.read(reader, master),
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

    private static String master(OptionReader reader) {
        var option = MesosOptions.MASTER;
        var master = reader.text(option);
        if (master.isEmpty()) {
            reader.report(
                    ConfigProblem.missing(option.key()).tryInstead("for instance -D" + option.key() + "=<host>:5050"));
        }
        master.flatMap(AppmasterConfig::problemWith)
                .ifPresent(reason -> reader.report(ConfigProblem.at(option.key(), Secrets.shown(master.get()))
                        .because(reason)
                        .tryInstead("for instance master.example:5050")));
        return master.orElse("");
    }

    private static Optional<String> problemWith(String master) {
        try {
            HttpMesos.factory(new HttpMesos.Settings(master, Optional.empty(), Optional.empty()));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage().replaceFirst("^" + MesosOptions.MASTER.key() + ": ", ""));
        }
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
