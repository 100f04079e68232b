/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.artifacts.ArtifactServer;
import dev.drey.artifacts.TokenSource;
import dev.drey.flink.AppmasterConfig.ArtifactServerConfig;
import java.nio.file.Path;
import java.util.List;
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
        var settings = settings(true);

        assertThat(settings.bind().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(settings.advertisedHost()).isEqualTo("127.0.0.1");
        assertThat(settings.tls()).isEmpty();
    }

    @Test
    void listensEverywhereIfThatAddressIsNotOneOfThisMachine() throws Exception {
        configuration.set(JobManagerOptions.ADDRESS, "198.51.100.1");

        assertThat(settings(true).bind().isAnyLocalAddress()).isTrue();
    }

    @Test
    void listensOnTheBindHostIfThereIsOne() throws Exception {
        configuration.set(JobManagerOptions.ADDRESS, "198.51.100.1").set(JobManagerOptions.BIND_HOST, "127.0.0.1");

        assertThat(settings(true).bind().getHostAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void usesTheCertificateOfTheRestEndpointUnlessTold() throws Exception {
        restEndpointWithTls();

        assertThat(settings(true).tls()).isPresent();
        assertThat(settings(false).tls()).isEmpty();
    }

    @Test
    void saysWhichOptionIsMissingForTls() {
        configuration.set(SecurityOptions.SSL_REST_ENABLED, true);

        assertThatThrownBy(() -> settings(true))
                .hasMessage("security.ssl.rest.keystore is not set, but TLS is on for Flink's REST endpoint");
    }

    private ArtifactServer.Settings settings(boolean sslAllowed) throws Exception {
        return ArtifactEndpoint.settings(
                new ArtifactServerConfig(List.of(0), sslAllowed), configuration, TokenSource.random());
    }

    private void restEndpointWithTls() throws Exception {
        var store = directory.resolve("rest.p12").toString();
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var exit = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-keystore",
                        store,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-alias",
                        "rest",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).isZero();
        configuration
                .set(SecurityOptions.SSL_REST_ENABLED, true)
                .set(SecurityOptions.SSL_REST_KEYSTORE, store)
                .set(SecurityOptions.SSL_REST_KEYSTORE_TYPE, "PKCS12")
                .set(SecurityOptions.SSL_REST_KEYSTORE_PASSWORD, "changeit")
                .set(SecurityOptions.SSL_REST_KEY_PASSWORD, "changeit");
    }
}
