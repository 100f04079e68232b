/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.simulator.cli.FaultCommand;
import dev.drey.simulator.live.ClusterConfig;
import dev.drey.simulator.live.LiveCluster;
import dev.drey.simulator.live.PortRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class AdminServerTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private LiveCluster cluster;
    private AdminServer admin;

    @BeforeEach
    void start() throws Exception {
        cluster = LiveCluster.start(ClusterConfig.builder()
                .port(PortRun.find(3))
                .agents(2)
                .speed(10)
                .build());
        admin = new AdminServer(cluster, 0);
    }

    @AfterEach
    void close() {
        admin.close();
        cluster.close();
    }

    @Test
    void whatDiesIsShownAndHealed() throws Exception {
        var after = post("{\"kill-agent\": 1, \"kill-master\": 0}");

        assertThat(after.statusCode()).isEqualTo(200);
        var state = MAPPER.readTree(after.body());
        assertThat(state.at("/agents/1/running").asBoolean()).isFalse();
        assertThat(state.at("/masters/0/running").asBoolean()).isFalse();

        post("{\"heal\": true}");
        awaitAgent(1, true);
        assertThat(state().at("/masters/0/leading").asBoolean()).isTrue();
    }

    @Test
    void anAgentThatIsCutOffIsMissedInATenthOfTheTimeAndComesBackUnderItsId() throws Exception {
        var id = state().at("/agents/0/id").asText();

        post("{\"partition-agent-from-master\": 0}");
        assertThat(state().at("/agents/0/cut_from_master").asBoolean()).isTrue();
        assertThat(state().at("/agents/0/cut_to_master").asBoolean()).isFalse();
        post("{\"partition-agent-to-master\": 0}");
        awaitUnreachable(1); // after 75 s as the model counts them

        post("{\"heal-agent\": 0}");
        awaitUnreachable(0);
        awaitAgent(0, true);
        assertThat(state().at("/agents/0/id").asText()).isEqualTo(id);
    }

    @Test
    void theMasterFailsOverAndAnAgentIsDrained() throws Exception {
        assertThat(post("{\"fail-over\": true}").statusCode()).isEqualTo(200);
        awaitAgent(0, true);

        assertThat(post("{\"drain-agent\": 0}").statusCode()).isEqualTo(200);
        assertThat(post("{\"reactivate-agent\": 0}").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNotUnderstoodIsRefusedInASentence() throws Exception {
        assertThat(post("{\"kill-agnet\": 1}").body())
                .startsWith("There is no 'kill-agnet': expecting one of kill-agent");
        assertThat(post("{\"kill-agent\": 7}").body())
                .isEqualTo("There is no number 7: there are 2, the first is 0.\n");
        assertThat(post("kill").statusCode()).isEqualTo(400);

        var form = HttpRequest.newBuilder(URI.create(admin.url() + "/faults"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"kill-agent\": 1}"));
        assertThat(client.send(form.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(415);
    }

    @Test
    void theCommandDoesTheSame() {
        var out = new StringWriter();
        var err = new StringWriter();
        var command = FaultCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

        assertThat(command.execute("--admin", admin.url(), "pause-agent", "1")).isZero();
        assertThat(out.toString()).contains("\"paused\":true");
        assertThat(command.execute("--admin", admin.url(), "resume-agent", "9")).isEqualTo(1);
        assertThat(err.toString()).contains("There is no number 9");
    }

    private void awaitAgent(int index, boolean registered) {
        await().atMost(PATIENCE)
                .until(() -> state().at("/agents/" + index + "/registered").asBoolean() == registered);
    }

    private void awaitUnreachable(int count) {
        await().atMost(PATIENCE).until(() -> {
            var url = URI.create(cluster.masterUrl() + "/metrics/snapshot");
            var body = client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray())
                    .body();
            return MAPPER.readTree(body).path("master/slaves_unreachable").asInt() == count;
        });
    }

    private JsonNode state() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(admin.url()));
        return MAPPER.readTree(
                client.send(request.build(), BodyHandlers.ofByteArray()).body());
    }

    private HttpResponse<String> post(String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(admin.url() + "/faults"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
