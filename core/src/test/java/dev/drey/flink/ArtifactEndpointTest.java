/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.TestKey;
import dev.drey.artifacts.AdvertisedAddress;
import dev.drey.artifacts.ArtifactServer;
import dev.drey.artifacts.TokenSource;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ArtifactEndpointTest {
    private final Configuration configuration = new Configuration().set(JobManagerOptions.ADDRESS, "127.0.0.1");

    @TempDir
    private Path directory;

    @Test
    void listensOnTheAddressThatAgentsUse() throws Exception {
        var settings = settings();

        assertThat(settings.bind().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(settings.advertised()).isEqualTo(AdvertisedAddress.of("127.0.0.1"));
        assertThat(settings.tls()).isEmpty();
    }

    @Test
    void listensEverywhereIfThatAddressIsNotOneOfThisMachine() throws Exception {
        configuration.set(JobManagerOptions.ADDRESS, "198.51.100.1");

        assertThat(settings().bind().isAnyLocalAddress()).isTrue();
    }

    @Test
    void listensOnTheBindHostIfThereIsOne() throws Exception {
        configuration.set(JobManagerOptions.ADDRESS, "198.51.100.1").set(JobManagerOptions.BIND_HOST, "127.0.0.1");

        assertThat(settings().bind().getHostAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void listensWhereItIsToldToAndTellsAgentsWhatItIsToldTo() throws Exception {
        configuration
                .set(JobManagerOptions.BIND_HOST, "0.0.0.0")
                .set(ArtifactServerOptions.BIND_ADDRESS, "127.0.0.1")
                .set(ArtifactServerOptions.ADVERTISED_ADDRESS, "https://outside.example:8443");

        try (var server = ArtifactServer.start(settings())) {
            var uri = server.addSecret("a", () -> new byte[1]);

            assertThat(uri.toString())
                    .startsWith("https://outside.example:8443/")
                    .endsWith("/a");
            new Socket("127.0.0.1", server.port()).close();
        }
    }

    @Test
    void usesTheCertificateOfTheRestEndpointUnlessTold() throws Exception {
        restEndpointWithTls();

        assertThat(settings().tls()).isPresent();
        assertThat(settings().tls().get().asksClients()).isFalse();
        configuration.set(ArtifactServerOptions.SSL_ENABLED, false);
        assertThat(settings().tls()).isEmpty();
    }

    @Test
    void servesOnlyWhomTheTrustStoreOfTheRestEndpointVouchesForIfTold() throws Exception {
        var rest = restEndpointWithTls();
        var agent = TestKey.create(directory.resolve("agent"), "dns:agent.example");
        var stranger = TestKey.create(directory.resolve("stranger"), "dns:stranger.example");
        configuration
                .set(ArtifactServerOptions.SSL_CLIENT_AUTH, true)
                .set(SecurityOptions.SSL_REST_TRUSTSTORE, agent.store().toString())
                .set(SecurityOptions.SSL_REST_TRUSTSTORE_TYPE, "PKCS12")
                .set(SecurityOptions.SSL_REST_TRUSTSTORE_PASSWORD, TestKey.PASSWORD);

        try (var server = ArtifactServer.start(settings())) {
            var uri = server.addSecret("a", () -> new byte[] {'x'});

            assertThat(get(uri, agent.contextTrusting(rest))).isEqualTo("x");
            assertThatThrownBy(() -> get(uri, stranger.contextTrusting(rest))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(uri, withoutKey(rest))).isInstanceOf(IOException.class);
            assertThat(get(uri, agent.contextTrusting(rest))).isEqualTo("x");
        }
    }

    @Test
    void saysWhichOptionIsMissingForTls() throws Exception {
        configuration.set(SecurityOptions.SSL_REST_ENABLED, true);

        assertThatThrownBy(this::settings)
                .hasMessage("security.ssl.rest.keystore is not set, but the artifact server needs it for TLS");

        restEndpointWithTls();
        configuration.set(ArtifactServerOptions.SSL_CLIENT_AUTH, true);
        assertThatThrownBy(this::settings)
                .hasMessage("security.ssl.rest.truststore is not set, but the artifact server needs it for TLS");
    }

    @Test
    void doesNotAskForCertificatesWithoutTls() {
        configuration.set(ArtifactServerOptions.SSL_CLIENT_AUTH, true);
        var reader = new OptionReader(configuration);

        ArtifactServerConfig.read(reader, configuration);

        assertThat(reader.problems())
                .extracting(ConfigProblem::toString)
                .containsExactly(
                        "mesos.resourcemanager.artifactserver.ssl.client-auth=true: artifacts are served without"
                                + " TLS; set security.ssl.rest.enabled and"
                                + " mesos.resourcemanager.artifactserver.ssl.enabled to true");
    }

    private ArtifactServer.Settings settings() throws Exception {
        var reader = new OptionReader(configuration);
        var config = ArtifactServerConfig.read(reader, configuration);
        assertThat(reader.problems()).isEmpty();
        return ArtifactEndpoint.settings(config, configuration, TokenSource.random());
    }

    private static String get(URI uri, SSLContext context) throws Exception {
        var client = HttpClient.newBuilder().sslContext(context).build();
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static SSLContext withoutKey(TestKey trusted) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("trusted", trusted.certificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[0], trust.getTrustManagers(), null);
        return context;
    }

    private TestKey restEndpointWithTls() throws Exception {
        var key = TestKey.create(directory.resolve("rest"), "ip:127.0.0.1");
        configuration
                .set(SecurityOptions.SSL_REST_ENABLED, true)
                .set(SecurityOptions.SSL_REST_KEYSTORE, key.store().toString())
                .set(SecurityOptions.SSL_REST_KEYSTORE_TYPE, "PKCS12")
                .set(SecurityOptions.SSL_REST_KEYSTORE_PASSWORD, TestKey.PASSWORD)
                .set(SecurityOptions.SSL_REST_KEY_PASSWORD, TestKey.PASSWORD);
        return key;
    }
}
