/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.util.Arrays;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.runtime.clusterframework.BootstrapTools;
import org.apache.flink.runtime.entrypoint.EntrypointClusterConfiguration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.runtime.util.JvmShutdownSafeguard;
import org.apache.flink.runtime.util.SignalHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first steps of every application master. */
final class Startup {
    /** The exit status of an application master that could not be started. */
    static final int FAILED = 1;

    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);

    private Startup() {}

    static void prepareProcess(Class<?> main, String[] args) {
        var shown = Arrays.stream(args).map(Secrets::shown).toArray(String[]::new);
        EnvironmentInformation.logEnvironmentInfo(LOG, main.getSimpleName(), shown);
        checkVersion(FlinkVersion.here());
        SignalHandler.register(LOG);
        TerminationSignal.listen();
        JvmShutdownSafeguard.installAsShutdownHook(LOG);
    }

    private static void checkVersion(FlinkVersion version) {
        switch (version.support()) {
            case TESTED -> LOG.info("flink={}, a version that Drey is tested with", version.name());
            case LINKED ->
                LOG.warn("flink={}: Drey fits this version, but no test of it runs clusters with it", version.name());
            case UNKNOWN ->
                LOG.warn(
                        "flink={}: Drey does not know this version and may fail with it; known ones are {}",
                        version.name(),
                        FlinkVersion.KNOWN);
            case TOO_OLD ->
                exit("this is Flink " + version.name() + ", which is too old; use one of " + FlinkVersion.KNOWN);
        }
    }

    /** Ends this process, which cannot be started for this reason. */
    static void exit(String reason) {
        LOG.error("Cannot start: {}", reason);
        System.err.println("Cannot start: " + reason);
        System.exit(FAILED);
    }

    /** Whatever follows a word that is no option would be ignored silently. */
    static void refuseWords(String[] words) {
        if (words.length > 0) {
            System.err.println("Cannot start: there is no option " + words[0] + "; see --help");
            System.exit(FAILED);
        }
    }

    /** Flink's configuration with the options of the command line, adjusted to Mesos. */
    static Configuration load(EntrypointClusterConfiguration arguments) {
        var dynamic = ConfigurationUtils.createConfiguration(arguments.getDynamicProperties());
        var configuration = ConfigurationFile.load(arguments.getConfigDir(), dynamic);
        BootstrapTools.updateTmpDirectoriesInConfiguration(configuration, System.getenv("_FLINK_TMP_DIR"));
        AppmasterConfiguration.adjust(configuration);
        return configuration;
    }

    /* Flink's pages show the configuration, and do not know that this may hold a password. */
    private static void hideFromWebInterface(Configuration configuration) {
        configuration.set(MesosOptions.MASTER, Secrets.shown(configuration.get(MesosOptions.MASTER)));
    }

    /** Our part of the configuration; with problems in it this process ends and tells them all. */
    static AppmasterConfig readOrExit(Configuration configuration) {
        try {
            var config = AppmasterConfig.read(configuration);
            hideFromWebInterface(configuration);
            return config;
        } catch (InvalidConfigException e) {
            LOG.error("Cannot start: {}", e.getMessage());
            System.err.println("Cannot start: " + e.getMessage());
            System.exit(FAILED);
            throw new IllegalStateException("unreachable", e);
        }
    }
}
