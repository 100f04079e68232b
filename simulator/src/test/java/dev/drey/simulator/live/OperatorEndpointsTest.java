/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class OperatorEndpointsTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static LiveCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = LiveCluster.start(ClusterConfig.builder().build());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void schedulesMaintenance() throws Exception {
        var machine = "{'hostname':'somewhere','ip':'10.0.0.1'}";
        var window = "{'machine_ids':[" + machine + "],'unavailability':{'start':{'nanoseconds':1}}}";

        assertThat(post("/machine/down", "[" + machine + "]")).isEqualTo(400);
        assertThat(post("/maintenance/schedule", "{}x")).isEqualTo(400);
        assertThat(post("/maintenance/schedule", "{'windows':[" + window + "]}"))
                .isEqualTo(200);
        assertThat(get("/master/maintenance/schedule"))
                .isEqualTo(MAPPER.readTree(("{'windows':[" + window + "]}").replace('\'', '"')));
        assertThat(get("/maintenance/status").at("/draining_machines/0/id/ip").asText())
                .isEqualTo("10.0.0.1");
        assertThat(post("/machine/down", "[" + machine + "]")).isEqualTo(200);
        assertThat(get("/maintenance/status").at("/down_machines/0/hostname").asText())
                .isEqualTo("somewhere");
        assertThat(post("/machine/up", "{}")).isEqualTo(400);
        assertThat(post("/machine/up", "[" + machine + "]")).isEqualTo(200);
        assertThat(get("/maintenance/schedule")).isEmpty();
        assertThat(send("DELETE", "/maintenance/schedule", "").statusCode()).isEqualTo(405);
    }

    private static JsonNode get(String path) throws Exception {
        return MAPPER.readTree(send("GET", path, "").body());
    }

    private static int post(String path, String body) throws Exception {
        return send("POST", path, body).statusCode();
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(cluster.masterUrl() + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
