/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.TestTls;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
        server = ArtifactServer.start(ArtifactServer.Settings.loopback(TokenSource.from("secret")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void servesBytesAndFiles() throws Exception {
        var bytes = server.addSecret("conf/flink.yaml", () -> CONTENT);
        var file = server.addSecret("lib/a.jar", Files.write(dir.resolve("a.jar"), new byte[300_000]));

        var answer = get(bytes);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("0123456789");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(answer.headers().firstValue("Content-Length")).contains("10");
        assertThat(get(file).body()).hasSize(300_000);
    }

    @Test
    void answersHeadWithoutBody() throws Exception {
        var uri = server.addSecret("a", () -> CONTENT);

        var answer = send("HEAD", uri);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).contains("10");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void servesEmptyArtifacts() throws Exception {
        assertThat(get(server.addSecret("empty", () -> new byte[0])).statusCode())
                .isEqualTo(200);
    }

    @Test
    void escapesNamesInUris() throws Exception {
        for (var name : List.of("a b#c?d.txt", "ü/100%.jar", "a:b+c&d", "%2e%2e")) {
            var uri = server.addSecret(name, () -> CONTENT);

            assertThat(get(uri).body()).as(name).isEqualTo("0123456789");
        }
        assertThat(server.addSecret("x y", () -> CONTENT).getRawPath()).endsWith("/x%20y");
    }

    @Test
    void ignoresAQuery() throws Exception {
        assertThat(get(URI.create(server.addSecret("a", () -> CONTENT) + "?x=y"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void servesASingleRange() throws Exception {
        var uri = server.addSecret("a", () -> CONTENT);

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
        var file = server.addSecret("file", Files.write(dir.resolve("f"), CONTENT));
        assertThat(range(file, "bytes=2-4").body()).isEqualTo("234");
    }

    @Test
    void findsOnlyWhatIsRegistered() throws Exception {
        var uri = server.addSecret("dir/a", () -> CONTENT);
        var base = uri.toString().substring(0, uri.toString().length() - "dir/a".length());

        for (var path : List.of(
                "",
                "dir",
                "dir/",
                "dir/b",
                "dir/../dir/a",
                "%2e%2e/dir/a",
                "../../etc/passwd",
                "..%2f..%2fetc/passwd")) {
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
        var answer = send("DELETE", server.addSecret("a", () -> CONTENT));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void saysThatAFileIsGone() throws Exception {
        var file = Files.write(dir.resolve("a"), CONTENT);
        var uri = server.addSecret("a", file);

        Files.delete(file);

        assertThat(get(uri).statusCode()).isEqualTo(410);
    }

    @Test
    void addressesWhatMayBeKeptByItsContentAlsoAfterARestart() throws Exception {
        var file = Files.write(dir.resolve("a.jar"), CONTENT);
        var first = server.addCacheable("lib/a.jar", file);
        var answer = get(first);

        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        try (var again = ArtifactServer.start(ArtifactServer.Settings.loopback(TokenSource.from("secret")));
                var other = ArtifactServer.start(ArtifactServer.Settings.loopback(TokenSource.random()))) {
            assertThat(again.addCacheable("lib/a.jar", file).getPath()).isEqualTo(first.getPath());
            assertThat(other.addCacheable("lib/a.jar", file).getPath()).isNotEqualTo(first.getPath());
            Files.writeString(file, "other");
            assertThat(again.addCacheable("b", file).getPath()).isNotEqualTo(first.getPath());
        }
        assertThat(first.getPath()).matches("/[0-9a-f]{40}/[0-9a-f]{64}/lib/a.jar");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("private, max-age=31536000, immutable");
    }

    @Test
    void servesNoOtherBytesUnderADigest() throws Exception {
        var file = Files.write(dir.resolve("a.jar"), CONTENT);
        var uri = server.addCacheable("lib/a.jar", file);

        Files.writeString(file, "01234567890");

        assertThat(get(uri).statusCode()).isEqualTo(410);
    }

    @Test
    void givesEachSecretATokenOfItsOwnAndForbidsToKeepIt() throws Exception {
        var one = server.addSecret("workers/1/keytab", () -> CONTENT);
        var other = server.addSecret("workers/2/keytab", () -> CONTENT);

        var stolen = one.getPath().replace("workers/1", "workers/2");

        assertThat(raw("GET", stolen)).startsWith("HTTP/1.1 404");
        assertThat(get(other).headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void addressesSecretsByTheirPathAlsoAfterARestart() throws Exception {
        var first = server.addSecret("workers/1/keytab", () -> CONTENT);

        try (var again = ArtifactServer.start(ArtifactServer.Settings.loopback(TokenSource.from("secret")));
                var other = ArtifactServer.start(ArtifactServer.Settings.loopback(TokenSource.from("other")))) {
            assertThat(again.addSecret("workers/1/keytab", () -> CONTENT).getPath())
                    .isEqualTo(first.getPath());
            assertThat(other.addSecret("workers/1/keytab", () -> CONTENT).getPath())
                    .isNotEqualTo(first.getPath());
        }
        assertThat(first.getPath()).matches("/[0-9a-f]{40}/workers/1/keytab");
    }

    @Test
    void answersNobodyBeforeItIsOpen() throws Exception {
        try (var prepared =
                ArtifactServer.prepare(ArtifactServer.Settings.loopback(TokenSource.random()), new FileDigests())) {
            var early = new Socket(InetAddress.getLoopbackAddress(), prepared.port());
            var uri = prepared.addSecret("a", () -> CONTENT);
            early.getOutputStream()
                    .write(("GET " + uri.getPath() + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            early.setSoTimeout(100);
            assertThatThrownBy(() -> early.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            prepared.open();

            early.setSoTimeout(0);
            assertThat(new String(early.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("0123456789");
        }
    }

    @Test
    void sendsNothingToWhoHasIt() throws Exception {
        var uri = server.addCacheable("a", Files.write(dir.resolve("a"), CONTENT));
        var etag = get(uri).headers().firstValue("ETag").orElseThrow();

        for (var has : List.of(etag, "W/" + etag, "\"x\", " + etag, "*")) {
            var answer = with(uri, "If-None-Match", has);
            assertThat(answer.statusCode()).as(has).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(with(uri, "If-None-Match", "\"x\"").body()).isEqualTo("0123456789");
    }

    @Test
    void continuesOnlyTheSameContent() throws Exception {
        var uri = server.addSecret("a", () -> CONTENT);
        var etag = get(uri).headers().firstValue("ETag").orElseThrow();
        var rest = HttpRequest.newBuilder(uri).header("Range", "bytes=8-");

        var same = client.send(rest.copy().header("If-Range", etag).build(), HttpResponse.BodyHandlers.ofString());
        var other = client.send(rest.copy().header("If-Range", "\"x\"").build(), HttpResponse.BodyHandlers.ofString());

        assertThat(same.body()).isEqualTo("89");
        assertThat(other.body()).isEqualTo("0123456789");
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        var one = server.addSecret("one", () -> CONTENT).getPath();
        var big = server.addSecret("big", Files.write(dir.resolve("big"), new byte[3_000_000]))
                .getPath();

        var answers = rawText("GET " + big + " HTTP/1.1\r\nHost: x\r\n\r\nHEAD " + one + " HTTP/1.1\r\nHost: x\r\n\r\n"
                + "GET " + one + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(4);
        assertThat(answers).hasSizeGreaterThan(3_000_000).endsWith("0123456789");
    }

    @Test
    void refusesWhatIsNotAPlainRequest() throws Exception {
        var path = server.addSecret("a", () -> CONTENT).getPath();

        assertThat(rawText("hello\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(rawText("GET " + path + " HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw("GET", path + "?" + "x".repeat(5_000))).startsWith("HTTP/1.1 414");
        assertThat(rawText("GET " + path + " HTTP/1.1\r\nX: " + "x".repeat(9_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    @Test
    void refusesPathsThatAreTakenOrNotPlain() throws IOException {
        server.addSecret("a", () -> CONTENT);

        assertThatThrownBy(() -> server.addSecret("a", () -> CONTENT)).isInstanceOf(IllegalArgumentException.class);
        for (var path : List.of("", "/a", "a//b", "a/../b", "./a", "a/", "a\nb")) {
            assertThatThrownBy(() -> server.addSecret(path, () -> CONTENT))
                    .as(path)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> server.addSecret("dir", dir)).hasMessageContaining("not a file");
    }

    @Test
    void speaksHttpsWithAGivenContext() throws Exception {
        var tls = TestTls.context(dir);
        var settings = new ArtifactServer.Settings(
                InetAddress.getLoopbackAddress(),
                List.of(0),
                AdvertisedAddress.of("127.0.0.1"),
                Optional.of(new ArtifactServer.Tls(tls, false)),
                TokenSource.random());

        try (var secure = ArtifactServer.start(settings)) {
            var uri = secure.addSecret("a", () -> CONTENT);
            var trusting = HttpClient.newBuilder().sslContext(tls).build();

            var answer = trusting.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(uri.getScheme()).isEqualTo("https");
            assertThat(answer.body()).isEqualTo("0123456789");
        }
    }

    @Test
    void advertisesTheNameItIsGiven() throws IOException {
        var settings = new ArtifactServer.Settings(
                InetAddress.getLoopbackAddress(),
                List.of(0),
                AdvertisedAddress.of("::1"),
                Optional.empty(),
                TokenSource.random());

        try (var other = ArtifactServer.start(settings)) {
            assertThat(other.addSecret("a", () -> CONTENT).toString()).startsWith("http://[::1]:" + other.port() + "/");
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
        return with(uri, "Range", range);
    }

    private HttpResponse<String> with(URI uri, String header, String value) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri).header(header, value).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A request with a path that no well-meaning client would send. */
    private String raw(String method, String path) throws IOException {
        return rawText(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    private String rawText(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
