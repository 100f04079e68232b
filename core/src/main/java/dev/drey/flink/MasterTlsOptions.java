/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static dev.drey.flink.MesosOption.ours;
import static org.apache.flink.configuration.ConfigOptions.key;

import dev.drey.flink.MesosOption.Kind;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** The {@code mesos.ssl.*} options: how to talk to a master that speaks TLS. Files are PEM, as Mesos has them. */
final class MasterTlsOptions {
    static final ConfigOption<Boolean> ENABLED = key("mesos.ssl.enabled")
            .booleanType()
            .defaultValue(false)
            .withDescription("Talk to the master over TLS. A master that is named by an https:// address always is.");

    static final ConfigOption<String> CA_FILE = key("mesos.ssl.ca-file")
            .stringType()
            .noDefaultValue()
            .withDescription("PEM file with the certificates of the authorities that may vouch for the master. Without"
                    + " it those that Java trusts may.");

    static final ConfigOption<String> CERTIFICATE_FILE = key("mesos.ssl.certificate-file")
            .stringType()
            .noDefaultValue()
            .withDescription("PEM file with the certificate to show to a master that wants one, and those that vouch"
                    + " for it.");

    static final ConfigOption<String> KEY_FILE = key("mesos.ssl.key-file")
            .stringType()
            .noDefaultValue()
            .withDescription("PEM file with the private key of that certificate, in PKCS#8 and without password.");

    static final ConfigOption<Boolean> VERIFY_HOSTNAME = key("mesos.ssl.verify-hostname")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether the certificate of the master must be for its host name. Masters found in"
                    + " ZooKeeper are often known by their address only.");

    /** In the order of the documentation. */
    static final List<MesosOption> ALL = List.of(
            ours(ENABLED, Kind.BOOLEAN),
            ours(CA_FILE, Kind.FILE),
            ours(CERTIFICATE_FILE, Kind.FILE),
            ours(KEY_FILE, Kind.FILE),
            ours(VERIFY_HOSTNAME, Kind.BOOLEAN));

    private MasterTlsOptions() {}
}
