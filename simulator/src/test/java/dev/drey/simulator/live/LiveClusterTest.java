/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("wire")
class LiveClusterTest {
    private static final String JSON = "application/json";
    private static final FrameworkInfo FRAMEWORK = FrameworkInfo.newBuilder()
            .setUser(System.getProperty("user.name"))
            .setName("test")
            .setFailoverTimeout(60)
            .setCheckpoint(true)
            .build();

    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {JSON, "application/x-protobuf"})
    @DisplayName("C019 C099 a command task from offer to sandbox")
    void runsACommandFromOfferToSandbox(String mediaType) throws Exception {
        try (var cluster = LiveCluster.start(ClusterConfig.builder().build());
                var scheduler = new TestScheduler(cluster.masterUrl(), mediaType, FRAMEWORK)) {
            var subscribed = scheduler.subscribe();
            assertThat(subscribed.getSubscribed().getHeartbeatIntervalSeconds()).isEqualTo(15.0);
            scheduler.next(Event.Type.HEARTBEAT);
            var offer = scheduler.next(Event.Type.OFFERS).getOffers().getOffers(0);
            assertThat(offer.getUrl().getAddress().getPort())
                    .isEqualTo(cluster.agentPorts().get(0));

            launch(scheduler, offer, "t1", "echo hi");

            assertThat(scheduler.nextUpdate().getState()).isEqualTo(TaskState.TASK_STARTING);
            assertThat(scheduler.nextUpdate().getState()).isEqualTo(TaskState.TASK_RUNNING);
            assertThat(scheduler.nextUpdate().getState()).isEqualTo(TaskState.TASK_FINISHED);
            var path = "/slaves/" + offer.getAgentId().getValue() + "/frameworks/"
                    + scheduler.frameworkId().getValue() + "/executors/t1/runs/latest/stdout";
            assertThat(get(cluster.agentUrl(0) + "/files/download?path=" + path).body())
                    .contains("hi\n");
            await().untilAsserted(() -> assertThat(json(cluster.masterUrl() + "/state")
                            .at("/frameworks/0/completed_tasks/0/state")
                            .asText())
                    .isEqualTo("TASK_FINISHED"));
        }
    }

    @Test
    @DisplayName("C342 endpoints show what runs, /tasks a page of it")
    void showsWhatRunsAtTheEndpoints() throws Exception {
        try (var cluster = LiveCluster.start(ClusterConfig.builder()
                        .agents(2)
                        .attributes(List.of("rack:r0", "rack:r1"))
                        .build());
                var scheduler = new TestScheduler(cluster.masterUrl(), JSON, FRAMEWORK)) {
            scheduler.subscribe();
            var offer = scheduler.next(Event.Type.OFFERS).getOffers().getOffers(0);
            launch(scheduler, offer, "sleeper", "sleep 60");
            scheduler.nextUpdate();
            scheduler.nextUpdate();
            var master = cluster.masterUrl();

            var state = json(master + "/master/state");
            assertThat(state.get("slaves")).hasSize(2);
            assertThat(state.findValuesAsText("rack")).containsExactlyInAnyOrder("r0", "r1");
            assertThat(state.at("/frameworks/0/tasks/0/state").asText()).isEqualTo("TASK_RUNNING");
            assertThat(state.at("/frameworks/0/tasks/0/executor_id").asText()).isEmpty();
            assertThat(state.at("/leader_info/port").asInt()).isEqualTo(cluster.masterPort());
            assertThat(json(master + "/tasks?task_id=sleeper").get("tasks")).hasSize(1);
            assertThat(json(master + "/tasks?limit=0").get("tasks")).isEmpty();
            assertThat(json(master + "/slaves?slave_id=" + offer.getAgentId().getValue())
                            .at("/slaves/0/used_resources_full/0/name")
                            .asText())
                    .isEqualTo("cpus");
            assertThat(json(master + "/frameworks").at("/frameworks/0/role").asText())
                    .isEqualTo("*");
            assertThat(json(master + "/roles").at("/roles/0/allocated/cpus").asDouble())
                    .isEqualTo(0.5);
            assertThat(json(master + "/state-summary")
                            .at("/frameworks/0/TASK_RUNNING")
                            .asInt())
                    .isEqualTo(1);
            assertThat(json(master + "/metrics/snapshot")
                            .get("master/slaves_active")
                            .asInt())
                    .isEqualTo(2);
            assertThat(json(master + "/version").get("version").asText()).isEqualTo("1.11.0");
            assertThat(json(master + "/flags").at("/flags/port").asInt()).isEqualTo(cluster.masterPort());
            assertThat(get(master + "/state?jsonp=show").body())
                    .startsWith("show({")
                    .endsWith("});");
            assertThat(get(master + "/redirect").headers().firstValue("Location"))
                    .contains("//localhost:" + cluster.masterPort());
            assertThat(get(master + "/state.json").statusCode()).isEqualTo(404);
            assertThat(get(master + "/").body()).contains("<title>Mesos (simulated)</title>");
        }
    }

    @Test
    @DisplayName("C079 an operator tears a framework down")
    void tearsAFrameworkDownForTheOperator() throws Exception {
        try (var cluster = LiveCluster.start(ClusterConfig.builder().build());
                var scheduler = new TestScheduler(cluster.masterUrl(), JSON, FRAMEWORK)) {
            scheduler.subscribe();

            assertThat(post(cluster, "frameworkId=nosuch").statusCode()).isEqualTo(400);
            assertThat(post(cluster, "").statusCode()).isEqualTo(400);
            assertThat(get(cluster.masterUrl() + "/teardown").statusCode()).isEqualTo(405);
            assertThat(post(cluster, "frameworkId=" + scheduler.frameworkId().getValue())
                            .statusCode())
                    .isEqualTo(200);

            assertThat(scheduler.hasEnded()).isTrue();
        }
    }

    @Test
    void noticesAtOnceThatASchedulerIsGone() throws Exception {
        try (var cluster = LiveCluster.start(ClusterConfig.builder().build());
                var scheduler = new TestScheduler(cluster.masterUrl(), JSON, FRAMEWORK)) {
            scheduler.subscribe();

            scheduler.disconnect();

            await().atMost(Duration.ofSeconds(3)).until(() -> !json(cluster.masterUrl() + "/frameworks")
                    .at("/frameworks/0/connected")
                    .asBoolean());
            scheduler.subscribe();
            assertThat(scheduler.next(Event.Type.OFFERS).getOffers().getOffersCount())
                    .isEqualTo(1);
        }
    }

    @Test
    void keepsTasksAcrossARestartOfTheMaster() throws Exception {
        try (var cluster = LiveCluster.start(ClusterConfig.builder().build());
                var scheduler = new TestScheduler(cluster.masterUrl(), JSON, FRAMEWORK)) {
            scheduler.subscribe();
            launch(scheduler, scheduler.next(Event.Type.OFFERS).getOffers().getOffers(0), "t1", "sleep 60");
            scheduler.nextUpdate();
            assertThat(scheduler.nextUpdate().getState()).isEqualTo(TaskState.TASK_RUNNING);

            cluster.stopMaster();
            assertThat(scheduler.hasEnded()).isTrue();
            cluster.startMaster();
            await().until(() ->
                    json(cluster.masterUrl() + "/slaves").get("slaves").size() == 1);
            scheduler.subscribe();
            scheduler.call(reconcileAll());

            assertThat(scheduler.nextUpdate().getState()).isEqualTo(TaskState.TASK_RUNNING);
        }
    }

    @Test
    void asksSchedulersForCredentials() throws Exception {
        try (var cluster = LiveCluster.start(
                        ClusterConfig.builder().secret("me", "secret").build());
                var scheduler = new TestScheduler(cluster.masterUrl(), JSON, FRAMEWORK)) {
            assertThatThrownBy(scheduler::subscribe).hasMessageContaining("401");
        }
    }

    @Test
    void leavesNothingBehind() throws Exception {
        var config = ClusterConfig.builder().build();
        Path workDir;
        ProcessHandle process;
        int port;
        try (var cluster = LiveCluster.start(config);
                var scheduler = new TestScheduler(cluster.masterUrl(), JSON, FRAMEWORK)) {
            workDir = cluster.workDir();
            port = cluster.masterPort();
            scheduler.subscribe();
            launch(
                    scheduler,
                    scheduler.next(Event.Type.OFFERS).getOffers().getOffers(0),
                    "t1",
                    "echo $$ > pid; exec sleep 600");
            scheduler.nextUpdate();
            scheduler.nextUpdate();
            process = ProcessHandle.of(pidIn(workDir)).orElseThrow();
        }

        assertThat(process.isAlive()).isFalse();
        assertThat(workDir).doesNotExist();
        try (var free = new ServerSocket(port)) {
            assertThat(free.isBound()).isTrue();
        }
    }

    @Test
    void keepsAWorkDirectoryThatWasAskedFor() throws Exception {
        var workDir = temp.resolve("kept");

        LiveCluster.start(ClusterConfig.builder().workDir(workDir).build()).close();

        assertThat(workDir).isDirectory();
    }

    private static void launch(TestScheduler scheduler, Offer offer, String id, String command) throws Exception {
        var task = TaskInfo.newBuilder()
                .setName(id)
                .setAgentId(offer.getAgentId())
                .addResources(scalar("cpus", 0.5))
                .addResources(scalar("mem", 64));
        task.getTaskIdBuilder().setValue(id);
        task.getCommandBuilder().setValue(command);
        var call = Call.newBuilder().setType(Call.Type.ACCEPT);
        call.getAcceptBuilder()
                .addOfferIds(offer.getId())
                .addOperationsBuilder()
                .setType(Offer.Operation.Type.LAUNCH)
                .getLaunchBuilder()
                .addTaskInfos(task);
        assertThat(scheduler.call(call).statusCode()).isEqualTo(202);
    }

    private static Resource scalar(String name, double value) {
        return Resource.newBuilder()
                .setName(name)
                .setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(value))
                .build();
    }

    private static Call.Builder reconcileAll() {
        return Call.newBuilder().setType(Call.Type.RECONCILE).setReconcile(Call.Reconcile.getDefaultInstance());
    }

    private static long pidIn(Path workDir) {
        return Long.parseLong(await().until(() -> contentOfPidFile(workDir), text -> !text.isEmpty()));
    }

    private static String contentOfPidFile(Path workDir) throws Exception {
        try (var files = Files.walk(workDir)) {
            var file = files.filter(path -> path.endsWith("pid")).findFirst();
            return file.isPresent() ? Files.readString(file.get()).strip() : "";
        }
    }

    private static HttpResponse<String> post(LiveCluster cluster, String form) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(cluster.masterUrl() + "/teardown"))
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private static JsonNode json(String url) throws Exception {
        return new ObjectMapper().readTree(get(url).body());
    }
}
