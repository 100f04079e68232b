/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adjusts Flink's configuration where its defaults do not suit a cluster on Mesos, and says so. */
final class AppmasterConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(AppmasterConfiguration.class);
    private static final Duration RECOVERY_TIMEOUT = Duration.ofSeconds(30);

    private AppmasterConfiguration() {}

    static void adjust(Configuration configuration) {
        waitForRecoveredWorkers(configuration);
        if (configuration
                .getOptional(JobManagerOptions.ADDRESS)
                .filter(a -> !Loopback.isName(a))
                .isPresent()) {
            bindWhereWorkersConnect(configuration);
        } else {
            LOG.warn(
                    "{}={}: only workers on this machine can reach the application master; set it to a name or address"
                            + " of this machine that all agents know",
                    JobManagerOptions.ADDRESS.key(),
                    configuration.get(JobManagerOptions.ADDRESS));
        }
    }

    /* Without this Flink asks for new workers before the old ones had a chance to register again (D32). */
    private static void waitForRecoveredWorkers(Configuration configuration) {
        var option = ResourceManagerOptions.RESOURCE_MANAGER_PREVIOUS_WORKER_RECOVERY_TIMEOUT;
        if (!configuration.contains(option)) {
            configuration.set(option, RECOVERY_TIMEOUT);
        }
    }

    /*
     * The configuration Flink comes with binds to the loopback interface. An address given for others overrules that.
     */
    private static void bindWhereWorkersConnect(Configuration configuration) {
        var bindHost = JobManagerOptions.BIND_HOST;
        if (isLoopback(configuration, bindHost)) {
            LOG.warn(
                    "{}={} is not used: workers connect to {}={}",
                    bindHost.key(),
                    configuration.get(bindHost),
                    JobManagerOptions.ADDRESS.key(),
                    configuration.get(JobManagerOptions.ADDRESS));
            configuration.removeConfig(bindHost);
        }
        if (!configuration.contains(RestOptions.ADDRESS) || isLoopback(configuration, RestOptions.ADDRESS)) {
            configuration.set(RestOptions.ADDRESS, configuration.get(JobManagerOptions.ADDRESS));
        }
        if (isLoopback(configuration, RestOptions.BIND_ADDRESS)) {
            LOG.warn(
                    "{}={}: web interface and REST API can be reached from this machine only",
                    RestOptions.BIND_ADDRESS.key(),
                    configuration.get(RestOptions.BIND_ADDRESS));
        }
    }

    private static boolean isLoopback(Configuration configuration, ConfigOption<String> option) {
        return configuration.getOptional(option).filter(Loopback::isName).isPresent();
    }
}
