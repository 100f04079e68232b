/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.drey.TestKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to a server that wants to see a certificate, as a master with LIBPROCESS_SSL_REQUIRE_CERT does. */
@Tag("wire")
class MasterTlsTest {
    @TempDir
    private static Path directory;

    private static TestKey master;
    private static TestKey elsewhere;
    private static TestKey client;
    private static HttpsServer server;

    private final Map<String, String> options = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        master = TestKey.create(directory.resolve("master"), "ip:127.0.0.1");
        elsewhere = TestKey.create(directory.resolve("elsewhere"), "dns:elsewhere.example");
        client = TestKey.create(directory.resolve("client"), "dns:appmaster.example");
        server = server(master);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void trustsTheAuthoritiesOfTheFileAndShowsTheCertificate() throws Exception {
        options.put("mesos.ssl.ca-file", master.certificateFile());
        options.put("mesos.ssl.certificate-file", client.certificateFile());
        options.put("mesos.ssl.key-file", client.keyFile());

        assertThat(get(server)).isEqualTo("CN=client");
    }

    @Test
    void isRefusedWithoutACertificate() {
        options.put("mesos.ssl.ca-file", master.certificateFile());

        assertThatThrownBy(() -> get(server)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesAMasterForWhichNobodyVouches() {
        options.put("mesos.ssl.ca-file", elsewhere.certificateFile());

        assertThatThrownBy(() -> get(server)).isInstanceOf(SSLException.class);
    }

    @Test
    void refusesTheCertificateOfAnotherHostUnlessToldNotToLook() throws Exception {
        var other = server(elsewhere);
        other.start();
        try {
            options.put("mesos.ssl.ca-file", elsewhere.certificateFile());
            options.put("mesos.ssl.certificate-file", client.certificateFile());
            options.put("mesos.ssl.key-file", client.keyFile());

            assertThatThrownBy(() -> get(other)).isInstanceOf(SSLException.class);
            options.put("mesos.ssl.verify-hostname", "false");
            assertThat(get(other)).isEqualTo("CN=client");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void anHttpsAddressNeedsNoFurtherSwitch() throws Exception {
        options.put("mesos.master", "https://master.example:5050");
        options.put("mesos.ssl.enabled", "false");

        assertThat(config().master().tls()).isPresent();
    }

    @Test
    void filesWithoutTlsAreAMistake() {
        options.put("mesos.ssl.enabled", "false");
        options.put("mesos.ssl.ca-file", master.certificateFile());

        assertThat(problems())
                .containsExactly("mesos.ssl.ca-file=" + master.certificateFile()
                        + ": connections to the master are not encrypted; set mesos.ssl.enabled to true");
    }

    @Test
    void aCertificateNeedsItsKey() {
        options.put("mesos.ssl.certificate-file", client.certificateFile());

        assertThat(problems()).singleElement().asString().startsWith("mesos.ssl.key-file: a certificate is of no use");
    }

    @Test
    void saysHowToConvertAKeyOfAnotherForm() throws Exception {
        var file = directory.resolve("old.pem");
        Files.writeString(file, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        options.put("mesos.ssl.certificate-file", client.certificateFile());
        options.put("mesos.ssl.key-file", file.toString());

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("its key is of the form 'RSA', not PKCS#8; openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void anHttpAddressContradictsTls() {
        options.put("mesos.master", "http://master.example:5050");

        assertThat(problems())
                .containsExactly("mesos.ssl.enabled=true: the address of the master is http://; write" + " https://");
    }

    private AppmasterConfig config() throws InvalidConfigException {
        options.putIfAbsent("mesos.ssl.enabled", "true");
        return AppmasterConfig.read(LaunchedWorker.configuration(options));
    }

    private List<String> problems() {
        try {
            config();
            return List.of();
        } catch (InvalidConfigException e) {
            return e.problems().stream().map(ConfigProblem::toString).toList();
        }
    }

    /** What the server saw of us. */
    private String get(HttpsServer from) throws Exception {
        var client = HttpClient.newBuilder()
                .sslContext(config().master().tls().orElseThrow())
                .build();
        var uri = URI.create("https://127.0.0.1:" + from.getAddress().getPort() + "/");
        var request = HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1)).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private static HttpsServer server(TestKey key) throws Exception {
        SSLContext context = key.contextTrusting(client);
        var started = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        started.createContext("/", exchange -> {
            var peer = ((com.sun.net.httpserver.HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName()
                    .getBytes();
            exchange.sendResponseHeaders(200, peer.length);
            exchange.getResponseBody().write(peer);
            exchange.close();
        });
        return started;
    }
}
