/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.TestTls;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("wire")
class ArtifactServerTest {
    private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.US_ASCII);
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path dir;

    private ArtifactServer server;

    @BeforeEach
    void start() throws IOException {
        server = ArtifactServer.start(ArtifactServer.Settings.loopback(PathToken.from("secret")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void servesBytesAndFiles() throws Exception {
        var bytes = server.add("conf/flink.yaml", CONTENT);
        var file = server.add("lib/a.jar", Files.write(dir.resolve("a.jar"), new byte[300_000]));

        var answer = get(bytes);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("0123456789");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(answer.headers().firstValue("Content-Length")).contains("10");
        assertThat(get(file).body()).hasSize(300_000);
    }

    @Test
    void answersHeadWithoutBody() throws Exception {
        var uri = server.add("a", CONTENT);

        var answer = send("HEAD", uri);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).contains("10");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void servesEmptyArtifacts() throws Exception {
        assertThat(get(server.add("empty", new byte[0])).statusCode()).isEqualTo(200);
    }

    @Test
    void escapesNamesInUris() throws Exception {
        for (var name : List.of("a b#c?d.txt", "ü/100%.jar", "a:b+c&d", "%2e%2e")) {
            var uri = server.add(name, CONTENT);

            assertThat(get(uri).body()).as(name).isEqualTo("0123456789");
        }
        assertThat(server.add("x y", CONTENT).getRawPath()).endsWith("/x%20y");
    }

    @Test
    void ignoresAQuery() throws Exception {
        assertThat(get(URI.create(server.add("a", CONTENT) + "?x=y")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void servesASingleRange() throws Exception {
        var uri = server.add("a", CONTENT);

        assertThat(range(uri, "bytes=2-4").body()).isEqualTo("234");
        assertThat(range(uri, "bytes=2-4").statusCode()).isEqualTo(206);
        assertThat(range(uri, "bytes=2-4").headers().firstValue("Content-Range"))
                .contains("bytes 2-4/10");
        assertThat(range(uri, "bytes=7-").body()).isEqualTo("789");
        assertThat(range(uri, "bytes=7-99").body()).isEqualTo("789");
        assertThat(range(uri, "bytes=-3").body()).isEqualTo("789");
        assertThat(range(uri, "bytes=10-").statusCode()).isEqualTo(416);
        assertThat(range(uri, "bytes=1-2,4-5").statusCode()).isEqualTo(200);
        assertThat(range(uri, "lines=1-2").body()).isEqualTo("0123456789");
        var file = server.add("file", Files.write(dir.resolve("f"), CONTENT));
        assertThat(range(file, "bytes=2-4").body()).isEqualTo("234");
    }

    @Test
    void findsOnlyWhatIsRegistered() throws Exception {
        var uri = server.add("dir/a", CONTENT);
        var base = uri.toString().substring(0, uri.toString().length() - "dir/a".length());

        for (var path : List.of("", "dir", "dir/", "dir/b", "dir/../dir/b", "..%2f..%2fetc/passwd")) {
            assertThat(raw("GET", URI.create(base).getRawPath() + path))
                    .as(path)
                    .startsWith("HTTP/1.1 404");
        }
        assertThat(raw("GET", URI.create(base).getRawPath() + "%zz")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET", "/")).startsWith("HTTP/1.1 404");
        assertThat(raw("GET", "/" + "0".repeat(40) + "/dir/a")).startsWith("HTTP/1.1 404");
        server.remove("dir/a");
        assertThat(get(uri).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesOtherMethodsAndNamesThoseItKnows() throws Exception {
        var answer = send("DELETE", server.add("a", CONTENT));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void saysThatAFileIsGone() throws Exception {
        var file = Files.write(dir.resolve("a"), CONTENT);
        var uri = server.add("a", file);

        Files.delete(file);

        assertThat(get(uri).statusCode()).isEqualTo(410);
    }

    @Test
    void keepsItsPathsForTheSameSecret() throws IOException {
        var first = server.add("a", CONTENT).getPath();

        try (var again = ArtifactServer.start(ArtifactServer.Settings.loopback(PathToken.from("secret")));
                var other = ArtifactServer.start(ArtifactServer.Settings.loopback(PathToken.random()))) {
            assertThat(again.add("a", CONTENT).getPath()).isEqualTo(first);
            assertThat(other.add("a", CONTENT).getPath()).isNotEqualTo(first);
        }
        assertThat(first).matches("/[0-9a-f]{40}/a");
    }

    @Test
    void refusesPathsThatAreTakenOrNotPlain() throws IOException {
        server.add("a", CONTENT);

        assertThatThrownBy(() -> server.add("a", CONTENT)).isInstanceOf(IllegalArgumentException.class);
        for (var path : List.of("", "/a", "a//b", "a/../b", "./a", "a/", "a\nb")) {
            assertThatThrownBy(() -> server.add(path, CONTENT)).as(path).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> server.add("dir", dir)).hasMessageContaining("not a file");
    }

    @Test
    void speaksHttpsWithAGivenContext() throws Exception {
        var tls = TestTls.context(dir);
        var settings = new ArtifactServer.Settings(
                InetAddress.getLoopbackAddress(), 0, "127.0.0.1", Optional.of(tls), PathToken.random());

        try (var secure = ArtifactServer.start(settings)) {
            var uri = secure.add("a", CONTENT);
            var trusting = HttpClient.newBuilder().sslContext(tls).build();

            var answer = trusting.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(uri.getScheme()).isEqualTo("https");
            assertThat(answer.body()).isEqualTo("0123456789");
        }
    }

    @Test
    void advertisesTheNameItIsGiven() throws IOException {
        var settings = new ArtifactServer.Settings(
                InetAddress.getLoopbackAddress(), 0, "::1", Optional.empty(), PathToken.random());

        try (var other = ArtifactServer.start(settings)) {
            assertThat(other.add("a", CONTENT).toString()).startsWith("http://[::1]:" + other.port() + "/");
        }
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return send("GET", uri);
    }

    private HttpResponse<String> send(String method, URI uri) throws Exception {
        var request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> range(URI uri, String range) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri).header("Range", range).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A request with a path that no well-meaning client would send. */
    private String raw(String method, String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write((method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
