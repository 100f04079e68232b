/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.artifacts.ArtifactServer;
import dev.drey.artifacts.TokenSource;
import dev.drey.flink.AppmasterConfig.ArtifactServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.SecurityOptions;

/** Where the artifact server of this process listens, and with which certificate: that of Flink's REST endpoint. */
final class ArtifactEndpoint {
    private ArtifactEndpoint() {}

    static ArtifactServer.Settings settings(
            ArtifactServerConfig config, Configuration configuration, TokenSource tokens) throws IOException {
        var advertised = configuration.get(JobManagerOptions.ADDRESS);
        return new ArtifactServer.Settings(
                bindAddress(configuration, advertised),
                config.ports(),
                advertised,
                tls(config, configuration).map(context -> new ArtifactServer.Tls(context, false)),
                tokens);
    }

    /* Behind address translation the advertised address is none of this machine's. */
    private static InetAddress bindAddress(Configuration configuration, String advertised) throws IOException {
        var chosen = configuration.getOptional(JobManagerOptions.BIND_HOST);
        if (chosen.isPresent()) {
            return InetAddress.getByName(chosen.get());
        }
        var address = InetAddress.getByName(advertised);
        return NetworkInterface.getByInetAddress(address) != null ? address : InetAddress.getByName("0.0.0.0");
    }

    private static Optional<SSLContext> tls(ArtifactServerConfig config, Configuration configuration)
            throws IOException {
        if (!config.sslAllowed() || !SecurityOptions.isRestSSLEnabled(configuration)) {
            return Optional.empty();
        }
        try {
            return Optional.of(context(configuration));
        } catch (GeneralSecurityException e) {
            throw new IOException("the key store of Flink's REST endpoint cannot be used: " + e.getMessage(), e);
        }
    }

    private static SSLContext context(Configuration configuration) throws IOException, GeneralSecurityException {
        var file = either(configuration, SecurityOptions.SSL_REST_KEYSTORE, SecurityOptions.SSL_KEYSTORE);
        var storePassword = either(
                configuration, SecurityOptions.SSL_REST_KEYSTORE_PASSWORD, SecurityOptions.SSL_KEYSTORE_PASSWORD);
        var keyPassword =
                either(configuration, SecurityOptions.SSL_REST_KEY_PASSWORD, SecurityOptions.SSL_KEY_PASSWORD);
        var store = KeyStore.getInstance(configuration.get(SecurityOptions.SSL_REST_KEYSTORE_TYPE));
        try (var content = Files.newInputStream(Path.of(file))) {
            store.load(content, storePassword.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, keyPassword.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static String either(Configuration configuration, ConfigOption<String> first, ConfigOption<String> second)
            throws IOException {
        return configuration
                .getOptional(first)
                .or(() -> configuration.getOptional(second))
                .orElseThrow(
                        () -> new IOException(first.key() + " is not set, but TLS is on for Flink's REST endpoint"));
    }
}
