/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.simulator.live.http.HttpServer;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("wire")
class AgentApiTest {
    private static final String RUNS = "slaves/a-S0/frameworks/f/executors/e/runs";

    @TempDir
    private Path temp;

    private final NioEventLoopGroup threads = new NioEventLoopGroup(2);
    private Path workDir;
    private Path sandbox;
    private HttpServer server;

    @BeforeEach
    void open() throws Exception {
        workDir = temp.toRealPath().resolve("work");
        sandbox = Files.createDirectories(workDir.resolve(RUNS + "/c1"));
        Files.createSymbolicLink(workDir.resolve(RUNS + "/latest"), sandbox);
        Files.writeString(sandbox.resolve("stdout"), "hello");
        Files.writeString(temp.resolve("secret"), "secret");
        Files.createSymbolicLink(sandbox.resolve("escape"), temp.resolve("secret"));
        var identity = new AgentApi.Identity(Optional.of("a-S0"), "host", "slave(1)@127.0.0.1:5051", "1.11.0");
        server = HttpServer.open(threads, "127.0.0.1", 0, new AgentApi(workDir, () -> identity).routes());
    }

    @AfterEach
    void close() {
        server.close();
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void showsFrameworksAndExecutorsWithTheirDirectories() throws Exception {
        var state = json(get("/state"));

        assertThat(state.at("/id").asText()).isEqualTo("a-S0");
        assertThat(state.at("/frameworks/0/id").asText()).isEqualTo("f");
        assertThat(state.at("/frameworks/0/executors/0/id").asText()).isEqualTo("e");
        assertThat(state.at("/frameworks/0/executors/0/directory").asText()).isEqualTo(sandbox.toString());
    }

    @Test
    void listsADirectory() throws Exception {
        var files = json(get("/files/browse?path=" + encode("/" + RUNS + "/latest")));

        assertThat(files.findValuesAsText("path"))
                .containsExactly("/" + RUNS + "/latest/escape", "/" + RUNS + "/latest/stdout");
        assertThat(files.get(1).get("size").asInt()).isEqualTo(5);
        assertThat(files.get(1).get("mode").asText()).startsWith("-rw");
        assertThat(files.get(0).get("mode").asText()).startsWith("l");
    }

    @Test
    void readsPartsOfAFile() throws Exception {
        var path = encode(sandbox.resolve("stdout").toString());

        assertThat(json(get("/files/read?path=" + path + "&offset=1&length=3"))
                        .get("data")
                        .asText())
                .isEqualTo("ell");
        assertThat(json(get("/files/read?path=" + path + "&offset=0"))
                        .get("data")
                        .asText())
                .isEqualTo("hello");
        assertThat(json(get("/files/read?path=" + path + "&offset=-1"))
                        .get("offset")
                        .asInt())
                .isEqualTo(5);
        assertThat(json(get("/files/read?path=" + path + "&offset=99"))
                        .get("data")
                        .asText())
                .isEmpty();
        assertThat(get("/files/read?path=" + path + "&offset=x").statusCode()).isEqualTo(400);
    }

    @Test
    void downloadsAFile() throws Exception {
        var answer = get("/files/download?path=" + encode("/" + RUNS + "/latest/stdout"));

        assertThat(answer.body()).isEqualTo("hello");
        assertThat(answer.headers().firstValue("Content-Disposition")).contains("attachment; filename=stdout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret",
                "../secret",
                "/slaves/../../secret",
                "/" + RUNS + "/latest/escape",
                "/etc/passwd",
                "/nosuch",
                "\0"
            })
    void showsNothingOutsideTheWorkDirectory(String path) throws Exception {
        for (var endpoint : new String[] {"browse", "read", "download"}) {
            var answer = get("/files/" + endpoint + "?path=" + encode(path));

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("hello", "root:");
        }
    }

    @Test
    void needsAPath() throws Exception {
        assertThat(get("/files/browse").statusCode()).isEqualTo(400);
    }

    @Test
    void hasAPageForPeople() throws Exception {
        assertThat(get("/sandbox?path=/").body()).contains("<title>Sandbox</title>");
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static String encode(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
