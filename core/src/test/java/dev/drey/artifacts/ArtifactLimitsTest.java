/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drey.TestTls;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an artifact server does with those who ask for too much, or take too long. */
@Tag("wire")
class ArtifactLimitsTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int BIG = 64 * 1024 * 1024;

    @TempDir
    private Path dir;

    @Test
    void answersBesideAThousandIdleConnections() throws Exception {
        try (var server = start(Limits.DEFAULT)) {
            var uri = server.addSecret("a", () -> new byte[] {'x'});
            var idle = new ArrayList<Socket>();
            try {
                for (int i = 0; i < 1_000; i++) {
                    idle.add(connect(server));
                }

                assertThat(answer(ask(connect(server), uri)))
                        .startsWith("HTTP/1.1 200")
                        .endsWith("x");
            } finally {
                for (var socket : idle) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void answersThoseBeyondTheLimitWithUnavailableUntilThereIsRoom() throws Exception {
        try (var server = start(new Limits(1, LONG, LONG, 1))) {
            var uri = server.addSecret("a", () -> new byte[] {'x'});
            var first = connect(server);
            first.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(first.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 404");

            assertThat(answer(ask(connect(server), uri)))
                    .startsWith("HTTP/1.1 503")
                    .containsIgnoringCase("retry-after: 1");

            first.close();
            await().untilAsserted(
                            () -> assertThat(answer(ask(connect(server), uri))).startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void closesConnectionsThatAskForNothingOrTakeTheirTime() throws Exception {
        try (var server = start(new Limits(10, SHORT, LONG, 1))) {
            var silent = connect(server);
            var partial = connect(server);
            partial.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));

            assertThat(answer(silent)).isEmpty();
            assertThat(answer(partial)).isEmpty();
        }
    }

    @Test
    void closesTheConnectionOfAReaderThatStalls() throws Exception {
        assertThat(readAfterStall(Optional.empty())).isLessThan(BIG);
    }

    @Test
    void closesTheEncryptedConnectionOfAReaderThatStalls() throws Exception {
        assertThat(readAfterStall(Optional.of(TestTls.context(dir)))).isLessThan(BIG);
    }

    @Test
    void waitsForAReaderThatTakesItWhole() throws Exception {
        try (var server = start(new Limits(10, LONG, LONG, 1))) {
            assertThat(count(ask(connect(server), server.addSecret("big", bigFile()))))
                    .isGreaterThan(BIG);
        }
    }

    @Test
    void takesTheFirstFreeOfItsPorts() throws Exception {
        try (var first = start(Limits.DEFAULT)) {
            var taken = first.port();
            try (var second = ArtifactServer.start(settings(List.of(taken, 0), Optional.empty()))) {
                assertThat(second.port()).isNotEqualTo(taken);
            }
            assertThatThrownBy(() -> ArtifactServer.start(settings(List.of(taken), Optional.empty())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + taken);
        }
    }

    private long readAfterStall(Optional<SSLContext> tls) throws Exception {
        var limits = new Limits(10, LONG, SHORT, BIG);
        var secure = tls.map(context -> new ArtifactServer.Tls(context, false));
        try (var server = ArtifactServer.start(settings(List.of(0), secure), limits)) {
            var uri = server.addSecret("big", bigFile());
            var socket = tls.isPresent()
                    ? tls.get().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port())
                    : connect(server);
            ask(socket, uri);
            await().until(() -> server.busy() == 0);
            return count(socket);
        }
    }

    private Path bigFile() throws IOException {
        var file = dir.resolve("big");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(BIG);
        }
        assertThat(Files.size(file)).isEqualTo(BIG);
        return file;
    }

    private static ArtifactServer start(Limits limits) throws IOException {
        return ArtifactServer.start(settings(List.of(0), Optional.empty()), limits);
    }

    private static ArtifactServer.Settings settings(List<Integer> ports, Optional<ArtifactServer.Tls> tls) {
        return new ArtifactServer.Settings(
                InetAddress.getLoopbackAddress(), ports, AdvertisedAddress.of("127.0.0.1"), tls, TokenSource.random());
    }

    private static Socket connect(ArtifactServer server) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static Socket ask(Socket socket, URI uri) throws IOException {
        socket.getOutputStream()
                .write(("GET " + uri.getRawPath() + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        try (socket) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return "";
        }
    }

    private static long count(Socket socket) {
        long count = 0;
        try (socket) {
            InputStream in = socket.getInputStream();
            var buffer = new byte[64 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                count += n;
            }
            return count;
        } catch (IOException e) {
            return count;
        }
    }
}
