/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static dev.drey.flink.MesosOption.old;
import static dev.drey.flink.MesosOption.ours;
import static org.apache.flink.configuration.ConfigOptions.key;

import dev.drey.flink.MesosOption.Kind;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** The {@code mesos.*} options that say where and to whom artifacts are served. */
final class ArtifactServerOptions {
    private static final String PREFIX = "mesos.resourcemanager.artifactserver.";

    static final ConfigOption<String> PORT = key(PREFIX + "port")
            .stringType()
            .defaultValue("0")
            .withDescription(
                    "The port of the artifact server; 0 for any free one; a range such as 50100-50200 for the first free"
                            + " one of it. With a fixed port the agents' fetcher"
                            + " caches stay useful across restarts.");

    static final ConfigOption<String> BIND_ADDRESS = key(PREFIX + "bind-address")
            .stringType()
            .noDefaultValue()
            .withDescription("The address or host name the artifact server listens on. Default: jobmanager.bind-host,"
                    + " else jobmanager.rpc.address if it is this machine's, else all.");

    static final ConfigOption<String> ADVERTISED_ADDRESS = key(PREFIX + "advertised-address")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "What agents are told to connect to, if that is not what the artifact server listens on, but"
                            + " leads there: host, host:port, http://host:port or https://host:port. Default:"
                            + " jobmanager.rpc.address and the port that is listened on.");

    static final ConfigOption<Boolean> SSL_ENABLED = key(PREFIX + "ssl.enabled")
            .booleanType()
            .defaultValue(true)
            .withDescription("Serve artifacts over HTTPS if Flink's REST endpoint does so as well.");

    static final ConfigOption<Boolean> SSL_CLIENT_AUTH = key(PREFIX + "ssl.client-auth")
            .booleanType()
            .defaultValue(false)
            .withDescription("Serve artifacts only to those who show a certificate that security.ssl.rest.truststore"
                    + " vouches for. The fetcher of Mesos has none: see docs/security.md.");

    /** In the order of the documentation. */
    static final List<MesosOption> ALL = List.of(
            old(PORT, Kind.PORTS),
            ours(BIND_ADDRESS, Kind.TEXT),
            ours(ADVERTISED_ADDRESS, Kind.TEXT),
            old(SSL_ENABLED, Kind.BOOLEAN),
            ours(SSL_CLIENT_AUTH, Kind.BOOLEAN));

    private ArtifactServerOptions() {}
}
