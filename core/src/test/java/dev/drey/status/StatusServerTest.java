/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.model.TaskState;
import dev.drey.runtime.WorkerFleet;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.FleetEvent;
import dev.drey.scheduler.Input;
import dev.drey.scheduler.TimerKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class StatusServerTest {
    private final Watched watched = new Watched();
    private final HttpClient client = HttpClient.newHttpClient();
    private StatusServer server;

    @BeforeEach
    void start() throws IOException {
        server = StatusServer.start(InetAddress.getLoopbackAddress(), 0, watched.board);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyAnswerIsWhatTheOpenApiDocumentSays() throws Exception {
        var schemas = new OpenApiSchemas(json("/openapi.json"));
        watched.declared(3).subscribed().offered("o-1", 2).updated("w-3-1", TaskState.RUNNING, "");
        watched.updated("w-3-1", TaskState.FAILED, "no").offered("o-2", 0.5);

        assertThat(json("/status").at("/leadership/agents")).hasSize(1);
        assertThat(json("/status").at("/leadership/offers")).isNotEmpty();
        assertThat(schemas.problems("FleetStatus", json("/status"))).isEmpty();
        assertThat(schemas.problems("FleetStatus", json("/summary"))).isEmpty();
        assertThat(json("/explain").at("/waiting/0/explanation").asText()).isNotEmpty();
        assertThat(json("/explain")
                        .at("/waiting/0/whyNot/groups/0/conditions/0/holds")
                        .isBoolean())
                .isTrue();
        assertThat(json("/status").at("/leadership/budgets/profiles")).hasSize(1);
        assertThat(schemas.problems("Explanation", json("/explain"))).isEmpty();
        assertThat(schemas.problems("Health", json("/health"))).isEmpty();

        watched.board.hide(watched.recorder);
        assertThat(json("/status").get("leadership").isNull()).isTrue();
        assertThat(schemas.problems("FleetStatus", json("/status"))).isEmpty();
        assertThat(schemas.problems("Explanation", json("/explain"))).isEmpty();
    }

    @Test
    void theCheckOfTheOpenApiDocumentCanFail() throws Exception {
        var schemas = new OpenApiSchemas(json("/openapi.json"));
        var wrong = new ObjectMapper().readTree("{\"isGood\": \"yes\", \"more\": 1}");

        assertThat(schemas.problems("Health", wrong))
                .containsExactlyInAnyOrder("$.isGood is no boolean", "$.reason is missing", "$.more is not described");
    }

    @Test
    void explainsInWords() throws Exception {
        assertThat(get("/explain.txt").body()).isEqualTo("All wanted workers are placed.\n");

        watched.declared(2);
        assertThat(get("/explain.txt").body())
                .isEqualTo("default: 2 of 2 workers wait: there is no subscription to a Mesos master\n"
                        + "The master is offline; offers held: 0.\n");

        watched.subscribed().offered("o-1", 0.5);
        assertThat(get("/explain.txt").body())
                .isEqualTo("default: 2 of 2 workers wait: 1 of 1 agent lacks cpus: largest 0.5, wanted 1; would help:"
                        + " 0.5 more cpus on agent.example\n"
                        + "  1 of 1 agent: agent.example\n"
                        + "    FAILS cpus: 1 wanted, 0.5 free\n"
                        + "    holds mem: 1024 wanted, 4096 free\n"
                        + "    holds ports: 1 wanted, 10 free\n"
                        + "    would help: 0.5 more cpus on agent.example\n"
                        + "The master is subscribed; offers held: 1.\n");
    }

    @Test
    void secretsInMessagesAreNotShown() throws Exception {
        var message = "cannot fetch https://me:open-sesame@repo/job.jar with password=open-sesame, Bearer open-sesame";
        watched.declared(1).subscribed();
        for (var i = 1; i <= 2; i++) {
            watched.offered("o-" + i, 2).updated("w-3-" + i, TaskState.RUNNING, message);
            watched.updated("w-3-" + i, TaskState.FAILED, message);
        }
        watched.later(Duration.ofSeconds(2)).on(new Input.TimerFired(new TimerKey(TimerKey.Kind.BACK_OFF_OVER, "")));
        watched.offered("o-3", 2);
        assertThat(json("/explain").at("/waiting/0/whyNot/groups")).isNotEmpty();
        assertThat(json("/status").at("/leadership/budgets/profiles/0/reason").asText())
                .contains("cannot fetch https://***@repo/job.jar");
        var listener = watched.recorder.around(new WorkerFleet.Listener() {
            @Override
            public void on(FleetEvent event) {}

            @Override
            public void halted(Effect.Halt.Reason reason, String text) {}
        });
        nothingSays("open-sesame");
        listener.halted(Effect.Halt.Reason.REFUSED, message);
        nothingSays("open-sesame");
    }

    @Test
    void healthIsAStatusCode() throws Exception {
        watched.subscribed();
        assertThat(get("/health").statusCode()).isEqualTo(200);

        watched.later(Duration.ofMinutes(3));
        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/health").body()).contains("not heard for 180 s");
    }

    @Test
    void metricsAreInTheFormatOfPrometheus() throws Exception {
        watched.declared(2).subscribed().offered("o-1", 1);

        var metrics = get("/metrics");

        assertThat(metrics.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body())
                .contains("drey_waiting_workers{profile=\"default\"} 1\n")
                .contains("drey_state_workers{state=\"LAUNCHING\"} 1\n")
                .contains("drey_master_contact_age_seconds 0\n")
                .contains("# TYPE drey_offers_received_total counter\ndrey_offers_received_total 7\n");
        assertThat(metrics.body().lines().filter(line -> !line.startsWith("#")))
                .allMatch(line -> line.matches("drey_[a-z_]+(\\{[a-z]+=\"[^\"]*\"})? [0-9.]+"));
    }

    @Test
    void thePageAsksNobodyElse() throws Exception {
        var page = get("/");

        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'", "connect-src 'self'"));
        assertThat(page.body())
                .contains("<title>Drey appmaster</title>")
                .doesNotContainPattern("(src|href)=\"(https?:)?//")
                .doesNotContain("innerHTML");
    }

    @Test
    void nothingElseIsAnswered() throws Exception {
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        var post = HttpRequest.newBuilder(server.address().resolve("/status"))
                .POST(BodyPublishers.ofString("x"))
                .build();
        var answer = client.send(post, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(server.address().resolve(path)).build(), BodyHandlers.ofString());
    }

    private void nothingSays(String secret) throws IOException, InterruptedException {
        for (var path : List.of("/", "/status", "/summary", "/explain", "/explain.txt", "/health", "/metrics")) {
            assertThat(get(path).body()).as(path).isNotEmpty().doesNotContain(secret);
        }
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get(path).body());
    }
}
