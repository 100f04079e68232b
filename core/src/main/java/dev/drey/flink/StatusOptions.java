/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static dev.drey.flink.MesosOption.ours;
import static org.apache.flink.configuration.ConfigOptions.key;

import dev.drey.flink.MesosOption.Kind;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** The {@code mesos.*} options that say where the state of the appmaster is shown. */
final class StatusOptions {
    private static final String PREFIX = "mesos.resourcemanager.status.";

    static final ConfigOption<Integer> PORT = key(PREFIX + "port")
            .intType()
            .defaultValue(0)
            .withDescription("The port of the status page, /health and /metrics; 0 for any free one, which the log"
                    + " tells, -1 for none. See docs/status.md.");

    static final ConfigOption<String> BIND_ADDRESS = key(PREFIX + "bind-address")
            .stringType()
            .defaultValue("127.0.0.1")
            .withDescription("The address or host name the status page listens on. Whoever reaches it can read it, so"
                    + " choose another one than loopback only for a network you trust.");

    /** In the order of the documentation. */
    static final List<MesosOption> ALL = List.of(ours(PORT, Kind.PORT), ours(BIND_ADDRESS, Kind.TEXT));

    private StatusOptions() {}
}
