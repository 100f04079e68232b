/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.zookeeper.ZooKeeperClients;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.runtime.jobmanager.HighAvailabilityMode;

/** Which of Flink's kinds of high availability is on, as far as it decides where the framework's state is kept. */
final class HighAvailability {
    private HighAvailability() {}

    static void check(Configuration configuration, OptionReader reader) {
        var mode = HighAvailabilityMode.fromConfig(configuration);
        if (mode == HighAvailabilityMode.ZOOKEEPER) {
            if (reader.text(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM).isEmpty()) {
                reader.report(ConfigProblem.missing(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM.key())
                        .tryInstead("for instance zk1:2181,zk2:2181,zk3:2181"));
            }
        } else if (mode != HighAvailabilityMode.NONE) {
            reader.report(
                    HighAvailabilityOptions.HA_MODE,
                    "the framework's state cannot be kept with this kind of high availability",
                    "use zookeeper or NONE");
        }
    }

    static boolean isZooKeeper(Configuration configuration) {
        return HighAvailabilityMode.fromConfig(configuration) == HighAvailabilityMode.ZOOKEEPER;
    }

    /** How ZooKeeper is reached: as Flink itself reaches it. */
    static ZooKeeperClients.Settings zooKeeper(Configuration configuration) {
        return new ZooKeeperClients.Settings(
                configuration.get(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM),
                configuration
                        .getOptional(HighAvailabilityOptions.ZOOKEEPER_CLIENT_AUTHORIZATION)
                        .map(schemes -> schemes.get("digest")),
                configuration.get(HighAvailabilityOptions.ZOOKEEPER_CLIENT_ACL).equalsIgnoreCase("creator"),
                configuration.get(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT));
    }

    /* Flink's documentation of 1.13 says that Mesos gives each cluster an id of its own; no code ever did that. */
    static Optional<String> warningOfSharedClusterId(Configuration configuration, String frameworkName) {
        var option = HighAvailabilityOptions.HA_CLUSTER_ID;
        if (!isZooKeeper(configuration) || !configuration.get(option).equals(option.defaultValue())) {
            return Optional.empty();
        }
        return Optional.of(option.key() + " is not set, so this cluster shares the id '" + option.defaultValue()
                + "' with every other cluster that does not set it: jobs, framework id and workers of two such clusters"
                + " on one ZooKeeper get mixed up and they push each other out. Set it to a name of its own, for"
                + " instance -D" + option.key() + "=/" + frameworkName.replaceAll("[^A-Za-z0-9_-]", "-"));
    }
}
