/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("wire")
class OperatorEndpointsTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final FrameworkInfo FRAMEWORK = FrameworkInfo.newBuilder()
            .setUser(System.getProperty("user.name"))
            .setName("operated")
            .build();
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

    @Test
    @DisplayName("C346 C347 the v1 operator API shows agents, frameworks and tasks, and removes frameworks")
    void answersV1Calls() throws Exception {
        try (var scheduler = new TestScheduler(cluster.masterUrl(), "application/json", FRAMEWORK)) {
            scheduler.subscribe();
            scheduler.next(Event.Type.OFFERS);

            assertThat(ask("GET_HEALTH").at("/get_health/healthy").asBoolean()).isTrue();
            assertThat(ask("GET_VERSION")
                            .at("/get_version/version_info/version")
                            .asText())
                    .isEqualTo("1.11.0");
            assertThat(ask("GET_FLAGS").at("/get_flags/flags").findValuesAsText("name"))
                    .contains("port");
            assertThat(ask("GET_METRICS", ",'get_metrics':{}").at("/get_metrics/metrics"))
                    .isNotEmpty();
            assertThat(ask("GET_MASTER").at("/get_master/elected_time").asDouble())
                    .isPositive();
            var agent = ask("GET_AGENTS").at("/get_agents/agents/0");
            assertThat(agent.get("active").asBoolean()).isTrue();
            assertThat(agent.at("/total_resources/0/role").asText()).isEqualTo("*");
            assertThat(agent.at("/agent_info/id/value").asText()).isNotEmpty();
            assertThat(ask("GET_AGENTS").at("/get_agents/recovered_agents").isArray())
                    .isTrue();
            assertThat(ask("GET_TASKS").at("/get_tasks/unreachable_tasks").isArray())
                    .isTrue();
            assertThat(ask("GET_EXECUTORS").at("/get_executors/executors").isArray())
                    .isTrue();
            assertThat(ask("GET_OPERATIONS").get("get_operations")).isEmpty();
            var framework = ask("GET_STATE").at("/get_state/get_frameworks/frameworks/0");
            assertThat(framework.at("/framework_info/name").asText()).isEqualTo("operated");
            assertThat(framework.get("offers")).hasSize(1);
            assertThat(framework.has("offer_constraints")).isTrue();

            var id = framework.at("/framework_info/id/value").asText();
            assertThat(operate("{'type':'TEARDOWN','teardown':{'framework_id':{'value':'" + id + "'}}}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(ask("GET_FRAMEWORKS").at("/get_frameworks/frameworks")).isEmpty();
            assertThat(ask("GET_FRAMEWORKS").findValuesAsText("name")).contains("operated");
        }
    }

    @Test
    void setsWeightsAndQuota() throws Exception {
        assertThat(send("PUT", "/weights", "[{'role':'w','weight':2}]").statusCode())
                .isEqualTo(200);
        assertThat(get("/weights").at("/0/weight").asDouble()).isEqualTo(2);
        assertThat(get("/roles").toString()).contains("\"name\":\"w\",\"weight\":2.0");
        assertThat(send("PUT", "/weights", "{}").statusCode()).isEqualTo(400);

        var quota = "{'role':'q','force':true,'guarantee':[{'name':'cpus','type':'SCALAR','scalar':{'value':0.1}}]}";
        assertThat(post("/quota", quota)).isEqualTo(200);
        assertThat(post("/quota", quota)).isEqualTo(400);
        assertThat(get("/quota").at("/infos/0/role").asText()).isEqualTo("q");
        assertThat(send("DELETE", "/quota/q", "").statusCode()).isEqualTo(200);
        assertThat(get("/quota").get("infos")).isEmpty();
    }

    @Test
    void reservesByForm() throws Exception {
        var id = get("/slaves").at("/slaves/0/id").asText();
        var resources = "[{'name':'cpus','type':'SCALAR','scalar':{'value':0.1},'role':'r','reservation':{}}]";
        var form = "slaveId=" + id + "&resources=" + URLEncoder.encode(resources, StandardCharsets.UTF_8);
        var body = form.replace("%27", "%22");

        assertThat(post("/reserve", body)).isEqualTo(202);
        assertThat(get("/slaves").at("/slaves/0/reserved_resources/r/cpus").asDouble())
                .isEqualTo(0.1);
        assertThat(post("/unreserve", body)).isEqualTo(202);
        assertThat(get("/slaves").at("/slaves/0/reserved_resources")).isEmpty();
        assertThat(post("/create-volumes", "slaveId=" + id)).isEqualTo(400);
        assertThat(post("/destroy-volumes", "")).isEqualTo(400);
    }

    @Test
    void streamsToOperators() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(cluster.masterUrl() + "/api/v1"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"type\":\"SUBSCRIBE\"}"));

        var answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());

        assertThat(answer.statusCode()).isEqualTo(200);
        try (var body = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(body.readLine()).matches("\\d+");
            var start = new char[40];
            assertThat(body.read(start)).isPositive();
            assertThat(new String(start)).contains("SUBSCRIBED");
        }
    }

    @Test
    void speaksProtobuf() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(cluster.masterUrl() + "/master/api/v1"))
                .header("Content-Type", "application/x-protobuf")
                .header("Accept", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(
                        Call.newBuilder().setType(Call.Type.GET_AGENTS).build().toByteArray()));

        var answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-protobuf");
        assertThat(Response.parseFrom(answer.body()).getGetAgents().getAgentsCount())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"{, 400", "{}, 400", "{'type':'NOSUCH'}, 400", "{'type':'MARK_AGENT_GONE'}, 400"})
    void refusesBadCalls(String body, int status) throws Exception {
        assertThat(operate(body).statusCode()).isEqualTo(status);
        assertThat(operate(body).body()).isNotEmpty();
    }

    @Test
    void looksAtMethodAndTypes() throws Exception {
        var get = send("GET", "/api/v1", "");
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).contains("POST");
        var base = HttpRequest.newBuilder(URI.create(cluster.masterUrl() + "/api/v1/nosuch"))
                .POST(BodyPublishers.ofString("{\"type\":\"GET_HEALTH\"}"));
        assertThat(status(base.copy())).isEqualTo(400);
        assertThat(status(base.copy().header("Content-Type", "text/plain"))).isEqualTo(415);
        var json = base.copy().header("Content-Type", "application/json");
        assertThat(status(json.copy())).isEqualTo(200);
        assertThat(status(json.copy().header("Accept", "text/html"))).isEqualTo(406);
    }

    private static int status(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    private static JsonNode ask(String type) throws Exception {
        return ask(type, "");
    }

    private static JsonNode ask(String type, String more) throws Exception {
        var answer = operate("{'type':'" + type + "'" + more + "}");
        assertThat(answer.statusCode()).isEqualTo(200);
        var json = MAPPER.readTree(answer.body());
        assertThat(json.get("type").asText()).isEqualTo(type);
        return json;
    }

    private static HttpResponse<String> operate(String body) throws Exception {
        return send("POST", "/api/v1", body);
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
