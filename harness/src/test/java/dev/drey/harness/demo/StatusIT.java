/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a real appmaster shows of itself, while one of its two workers runs and there is no room for the other. */
@Tag("wire")
class StatusIT extends ScriptsOnMesos {
    private static final String PASSWORD = "open-sesame";
    private static final List<String> PATHS =
            List.of("", "status", "explain", "explain.txt", "health", "metrics", "openapi.json");

    private final int port = FreePort.near(0);
    private final JsonOverHttp status = new JsonOverHttp("http://127.0.0.1:" + port);

    StatusIT() throws IOException {
        super(Distribution.find(BASE));
    }

    @Test
    void aRunningAppmasterTellsWhatItDoesAndWhyAWorkerWaitsAndNoSecret() throws Exception {
        startWithAJobThatIsTooLarge();

        awaitThat(
                "one worker runs",
                () -> get("/status").at("/leadership/workers/0/registered").asBoolean());
        awaitThat("the other one waits", () -> explained("cpus", "6", "2"));
        var leader = get("/status").path("leadership");
        assertThat(leader.at("/master/connection").asText()).isEqualTo("SUBSCRIBED");
        assertThat(leader.at("/workers/0/state").asText()).isEqualTo("LIVE");
        assertThat(leader.at("/workers/0/history").findValuesAsText("state")).startsWith("PLACED", "LAUNCHING", "LIVE");
        assertThat(get("/health").path("isGood").asBoolean()).isTrue();
        var explain = run("explain", explainCommand());
        assertThat(exitCode(explain)).as(output("explain")).isZero();
        assertThat(output("explain"))
                .contains("1 of 2 workers wait")
                .contains("FAILS cpus: 6 wanted, 2 free")
                .contains("would help: 4 more cpus");
        assertThat(body("metrics")).containsPattern("\ndrey_waiting_workers\\{profile=\"[^\"]+\"} 1\n");
        awaitThat("Flink has the same numbers", () -> flinkTells("mesos.waiting_workers", "1.0"));
        awaitThat("Flink knows the states", () -> flinkTells("mesos.state.LIVE.state_workers", "1.0"));
        for (var path : PATHS) {
            assertThat(body(path)).as(path).isNotEmpty().doesNotContain(PASSWORD);
        }
    }

    private void startWithAJobThatIsTooLarge() throws Exception {
        configure("config.yaml");
        run(
                "session",
                script("mesos-appmaster.sh"),
                "-Dmesos.master=" + master(),
                "-Djobmanager.rpc.address=127.0.0.1",
                "-Dmesos.resourcemanager.framework.user=" + USER,
                "-Dmesos.resourcemanager.status.port=" + port,
                "-Dmesos.resourcemanager.tasks.cpus=6",
                "-Dcontainerized.taskmanager.env.DB_PASSWORD=" + PASSWORD);
        awaitThat("the session is up", () -> answers());
        var submit = run(
                "submit",
                script("flink"),
                "run",
                "--detached",
                "--parallelism",
                "2",
                "--target",
                "remote",
                "-Djobmanager.rpc.address=127.0.0.1",
                flink.example("WindowJoin").toString());
        assertThat(exitCode(submit)).as(output("submit")).isZero();
    }

    private String[] explainCommand() {
        var jars = BASE.resolve("harness/target/drey-harness.jar") + ":" + BASE.resolve("harness/target/lib") + "/*";
        var java = ProcessHandle.current().info().command().orElseThrow();
        return new String[] {java, "-cp", jars, "dev.drey.harness.cli.Drey", "explain", status.base()};
    }

    private boolean explained(String resource, String wanted, String found) {
        for (var condition : get("/explain").at("/waiting/0/whyNot/groups/0/conditions")) {
            if (condition.path("name").asText().equals(resource)) {
                return condition.path("wanted").asText().equals(wanted)
                        && condition.path("found").asText().equals(found)
                        && !condition.path("holds").asBoolean();
            }
        }
        return false;
    }

    private boolean flinkTells(String metric, String value) {
        return get(new JsonOverHttp(flinkUrl()), "/jobmanager/metrics?get=" + metric)
                .path(0)
                .path("value")
                .asText()
                .equals(value);
    }

    private JsonNode get(String path) {
        return get(status, path);
    }

    private static JsonNode get(JsonOverHttp http, String path) {
        try {
            return http.get(path);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String body(String path) throws IOException, InterruptedException {
        var uri = URI.create(status.base() + "/" + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
