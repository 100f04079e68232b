/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.artifacts.AdvertisedAddress;
import dev.drey.artifacts.ArtifactServer;
import dev.drey.artifacts.TokenSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.SecurityOptions;

/** Where the artifact server of this process listens, and with which certificate: that of Flink's REST endpoint. */
final class ArtifactEndpoint {
    private ArtifactEndpoint() {}

    static ArtifactServer.Settings settings(
            ArtifactServerConfig config, Configuration configuration, TokenSource tokens) throws IOException {
        var name = configuration.get(JobManagerOptions.ADDRESS);
        return new ArtifactServer.Settings(
                bindAddress(config, configuration, name),
                config.ports(),
                config.advertised().orElseGet(() -> AdvertisedAddress.of(name)),
                tls(config, configuration),
                tokens);
    }

    /* Behind address translation the name is none of this machine's. */
    private static InetAddress bindAddress(ArtifactServerConfig config, Configuration configuration, String name)
            throws IOException {
        if (config.bind().isPresent()) {
            return config.bind().get();
        }
        var chosen = configuration.getOptional(JobManagerOptions.BIND_HOST);
        if (chosen.isPresent()) {
            return InetAddress.getByName(chosen.get());
        }
        var address = InetAddress.getByName(name);
        return NetworkInterface.getByInetAddress(address) != null ? address : InetAddress.getByName("0.0.0.0");
    }

    private static Optional<ArtifactServer.Tls> tls(ArtifactServerConfig config, Configuration configuration)
            throws IOException {
        if (!config.usesTls()) {
            return Optional.empty();
        }
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys(configuration), config.asksClients() ? trust(configuration) : null, null);
            return Optional.of(new ArtifactServer.Tls(context, config.asksClients()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the stores of Flink's REST endpoint cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyManager[] keys(Configuration configuration) throws IOException, GeneralSecurityException {
        var store = load(
                either(configuration, SecurityOptions.SSL_REST_KEYSTORE, SecurityOptions.SSL_KEYSTORE),
                configuration.get(SecurityOptions.SSL_REST_KEYSTORE_TYPE),
                either(
                        configuration,
                        SecurityOptions.SSL_REST_KEYSTORE_PASSWORD,
                        SecurityOptions.SSL_KEYSTORE_PASSWORD));
        var password = either(configuration, SecurityOptions.SSL_REST_KEY_PASSWORD, SecurityOptions.SSL_KEY_PASSWORD);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password.toCharArray());
        return keys.getKeyManagers();
    }

    private static TrustManager[] trust(Configuration configuration) throws IOException, GeneralSecurityException {
        var store = load(
                either(configuration, SecurityOptions.SSL_REST_TRUSTSTORE, SecurityOptions.SSL_TRUSTSTORE),
                configuration.get(SecurityOptions.SSL_REST_TRUSTSTORE_TYPE),
                either(
                        configuration,
                        SecurityOptions.SSL_REST_TRUSTSTORE_PASSWORD,
                        SecurityOptions.SSL_TRUSTSTORE_PASSWORD));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    private static KeyStore load(String file, String type, String password)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(type);
        try (var content = Files.newInputStream(Path.of(file))) {
            store.load(content, password.toCharArray());
        }
        return store;
    }

    private static String either(Configuration configuration, ConfigOption<String> first, ConfigOption<String> second)
            throws IOException {
        return configuration
                .getOptional(first)
                .or(() -> configuration.getOptional(second))
                .orElseThrow(
                        () -> new IOException(first.key() + " is not set, but the artifact server needs it for TLS"));
    }
}
