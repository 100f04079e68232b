/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.simulator.live.LiveCluster;
import dev.drey.simulator.live.PortRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("wire")
class ControlServerTest {
    @TempDir
    private Path temp;

    @Test
    void keepsAClusterThatCallsFindAndSteer() throws Exception {
        var folder = new ControlFolder(temp.resolve("control"));
        folder.create();
        try (var server = new ControlServer(folder)) {
            var client = new ControlClient(folder);

            var first = json(client.ask(List.of("profile", "basic")));
            client.ask(List.of("kill-agent", "0"));
            client.ask(List.of("start-agent", "0"));
            client.ask(List.of("restart-master", "0"));
            var fresh = json(client.ask(List.of("profile", "auth", "--fresh")));

            assertThat(first.path("agents").asInt()).isEqualTo(2);
            assertThat(first.path("indexes").toString()).isEqualTo("[0]");
            assertThat(fresh.path("agents").asInt()).isEqualTo(1);
            assertThatThrownBy(() -> client.ask(List.of("kill-agent", "1")))
                    .hasMessageContaining("There is no number 1");
            assertThatThrownBy(() -> client.ask(List.of("profile", "nonsense")))
                    .hasMessageContaining("basic, fast, offertimeout, auth, zk");
        }
        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void reusesAHealthyClusterOfTheSameProfile() throws Exception {
        try (var cluster = new ControlledCluster()) {
            var first = cluster.perform(List.of("profile", "offertimeout"));

            assertThat(cluster.perform(List.of("profile", "offertimeout"))).isEqualTo(first);
            cluster.perform(List.of("kill-agent", "0"));
            assertThat(cluster.perform(List.of("profile", "offertimeout"))).isNotEqualTo(first);
        }
    }

    @Test
    void theNextMasterLeadsWhenTheFirstOneDies() throws Exception {
        try (var cluster = LiveCluster.start(Profile.ZK.config(PortRun.find(Profile.ZK.ports())))) {
            assertThat(cluster.leadingMaster()).contains(0);

            cluster.stopMaster(0);
            cluster.startMaster(0);

            await().until(() -> cluster.leadingMaster().equals(Optional.of(1)));
            await().until(cluster::isHealthy);
        }
    }

    @Test
    void answersNobodyWithoutItsToken() throws Exception {
        var folder = new ControlFolder(temp.resolve("control"));
        folder.create();
        try (var server = new ControlServer(folder)) {
            var uri = URI.create(
                    "http://127.0.0.1:" + folder.endpoint().orElseThrow().port() + "/");
            var request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("stop"));

            var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding());

            assertThat(answer.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void endsWhenItsFolderIsDeleted() throws Exception {
        var folder = new ControlFolder(temp.resolve("control"));
        folder.create();
        try (var server = new ControlServer(folder)) {
            var end = CompletableFuture.runAsync(() -> awaitStop(server));

            Files.delete(folder.path().resolve("endpoint"));

            end.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void withoutAClusterStopIsDoneAndAnythingElseIsExplained() throws Exception {
        var client = new ControlClient(new ControlFolder(temp.resolve("nothing")));

        assertThat(client.ask(List.of("stop"))).isEmpty();
        assertThatThrownBy(() -> client.ask(List.of("kill-agent", "0"))).hasMessageContaining("profile NAME");
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private static void awaitStop(ControlServer server) {
        try {
            server.awaitStop();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
