/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.artifacts.AdvertisedAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.SecurityOptions;

/**
 * How the artifact server serves.
 *
 * @param ports to try one after the other; 0 is any free one
 * @param bind where to listen, if the user chose
 * @param advertised what agents are told, if the user chose
 * @param usesTls whether connections are encrypted
 * @param asksClients whether clients must have a certificate; only with TLS
 */
public record ArtifactServerConfig(
        List<Integer> ports,
        Optional<InetAddress> bind,
        Optional<AdvertisedAddress> advertised,
        boolean usesTls,
        boolean asksClients) {

    static ArtifactServerConfig read(OptionReader reader, Configuration configuration) {
        boolean usesTls =
                reader.get(ArtifactServerOptions.SSL_ENABLED) && SecurityOptions.isRestSSLEnabled(configuration);
        boolean asksClients = reader.get(ArtifactServerOptions.SSL_CLIENT_AUTH);
        if (asksClients && !usesTls) {
            reader.report(
                    ArtifactServerOptions.SSL_CLIENT_AUTH,
                    "artifacts are served without TLS",
                    "set " + SecurityOptions.SSL_REST_ENABLED.key() + " and " + ArtifactServerOptions.SSL_ENABLED.key()
                            + " to true");
        }
        return new ArtifactServerConfig(ports(reader), bind(reader), advertised(reader), usesTls, asksClients);
    }

    private static List<Integer> ports(OptionReader reader) {
        var ports = Ports.parse(reader.get(ArtifactServerOptions.PORT));
        if (ports.isEmpty()) {
            reader.report(
                    ArtifactServerOptions.PORT,
                    "it is neither a port nor a range of ports",
                    "0 to 65535 is allowed, for instance 8090 or 50100-50200");
        }
        return ports;
    }

    private static Optional<InetAddress> bind(OptionReader reader) {
        var given = reader.text(ArtifactServerOptions.BIND_ADDRESS);
        try {
            return given.isPresent() ? Optional.of(InetAddress.getByName(given.get())) : Optional.empty();
        } catch (UnknownHostException e) {
            reader.report(
                    ArtifactServerOptions.BIND_ADDRESS,
                    "this host is not known",
                    "an address of this machine, or 0.0.0.0");
            return Optional.empty();
        }
    }

    private static Optional<AdvertisedAddress> advertised(OptionReader reader) {
        var given = reader.text(ArtifactServerOptions.ADVERTISED_ADDRESS);
        var parsed = given.flatMap(AdvertisedAddress::parse);
        if (given.isPresent() && parsed.isEmpty()) {
            reader.report(
                    ArtifactServerOptions.ADVERTISED_ADDRESS,
                    "it is not an address",
                    "for instance appmaster.example, appmaster.example:8090 or http://127.0.0.1:8090");
        }
        return parsed;
    }
}
