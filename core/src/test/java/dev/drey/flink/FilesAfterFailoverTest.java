/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.artifacts.AdvertisedAddress;
import dev.drey.artifacts.ArtifactServer;
import dev.drey.artifacts.FileDigests;
import dev.drey.artifacts.TokenSource;
import dev.drey.model.AgentId;
import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import dev.drey.runtime.store.FileStore;
import dev.drey.scheduler.Call;
import dev.drey.store.StoreChange;
import dev.drey.store.WorkerRecord;
import dev.drey.store.WorkerStore;
import dev.drey.zookeeper.ZooKeeperClients;
import dev.drey.zookeeper.ZooKeeperStore;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.curator.test.TestingServer;
import org.apache.flink.configuration.Configuration;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that was launched by one leader fetches its files from the next one, which has the same address. */
@Tag("wire")
class FilesAfterFailoverTest {
    private static final TaskId WORKER = new TaskId("taskmanager-1-1");
    private static final String PROFILE_OF_ANOTHER_CONFIGURATION = "9cpus-1mb-00000000";

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Configuration configuration = LaunchedWorker.configuration(
            Map.of("s3.secret-key", "hush", "containerized.taskmanager.env.API_TOKEN", "hush-token"));

    /** Where a leader keeps what the next one finds. */
    private record Place(WorkerStore store, TokenSource tokens) {}

    private interface Places {
        Place open() throws Exception;
    }

    /** What is made for one leadership. */
    private record Leader(WorkerStore store, ArtifactServer server, WorkerDescriber describer, String profile)
            implements AutoCloseable {
        @Override
        public void close() throws Exception {
            server.close();
            store.close();
        }
    }

    @Test
    void withZooKeeper() throws Exception {
        try (var zooKeeper = new TestingServer()) {
            var settings = ZooKeeperClients.Settings.open(zooKeeper.getConnectString(), Duration.ofSeconds(10));
            servesTheSameFilesAgain(() -> {
                var store = new ZooKeeperStore(settings, "/flink", "/cluster");
                var secret = store.secret("artifact-secret", TokenSource.newSecret());
                return new Place(store, TokenSource.from(secret));
            });
        }
    }

    @Test
    void withAFile() throws Exception {
        servesTheSameFilesAgain(() -> {
            var state = StateDirectory.open(Optional.of(directory.resolve("state")), configuration, "Flink");
            return new Place(new FileStore(state.storeFile()), state.artifactTokens());
        });
    }

    private void servesTheSameFilesAgain(Places places) throws Exception {
        CommandInfo told;
        var got = new LinkedHashMap<String, String>();
        int port;
        try (var first = lead(places, 0)) {
            told = launch(first);
            port = first.server().port();
            for (var uri : told.getUrisList()) {
                got.put(uri.getOutputFile(), fetch(uri.getValue()).body());
            }
        }

        try (var second = lead(places, port)) {
            for (var uri : told.getUrisList()) {
                assertThat(fetch(uri.getValue()).body())
                        .as(uri.getOutputFile())
                        .isEqualTo(got.get(uri.getOutputFile()));
            }
            assertThat(got.get("conf/config.yaml")).contains("hush", "31005");
            assertThat(got.get("conf/taskmanager-env.sh")).contains("hush-token");
            assertThat(got.keySet()).contains("krb5.keytab", "lib/flink.jar", "conf/taskmanager-jvm.args");

            second.describer().forget(WORKER);

            assertThat(fetch(uri(told, "conf/config.yaml")).statusCode()).isEqualTo(404);
            assertThat(fetch(uri(told, "lib/flink.jar")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void saysThatTheFilesOfAProfileNobodyKnowsAreGone() throws Exception {
        try (var leader = lead(() -> new Place(new FileStore(directory.resolve("s")), TokenSource.random()), 0)) {
            var told = launch(leader);
            leader.describer().forget(WORKER);

            leader.describer().serveAgain(List.of(record(PROFILE_OF_ANOTHER_CONFIGURATION)));

            assertThat(fetch(uri(told, "conf/config.yaml")).statusCode()).isEqualTo(410);
            assertThat(fetch(uri(told, "krb5.keytab")).statusCode()).isEqualTo(200);
        }
    }

    private Leader lead(Places places, int port) throws Exception {
        var place = places.open();
        var loopback = InetAddress.getLoopbackAddress();
        var server = ArtifactServer.prepare(
                new ArtifactServer.Settings(
                        loopback,
                        List.of(port),
                        AdvertisedAddress.of(loopback.getHostAddress()),
                        Optional.empty(),
                        place.tokens()),
                new FileDigests());
        var config = AppmasterConfig.read(configuration);
        var profiles = new WorkerProfiles(config.worker().resources(), configuration);
        var spec = Specs.of(configuration);
        profiles.foresee(spec);
        var describer = new WorkerDescriber(config, configuration, bundle(), profiles, new ServedArtifacts(server));
        describer.serveAgain(place.store().open().state().workers());
        server.open();
        var profile = new WorkerProfiles(config.worker().resources(), configuration)
                .of(spec)
                .name();
        return new Leader(place.store(), server, describer, profile);
    }

    private WorkerBundle bundle() throws Exception {
        var bundle = new WorkerBundle();
        bundle.ship(ShippedFile.secret(Files.writeString(directory.resolve("keytab"), "key"), "krb5.keytab"));
        bundle.ship(new ShippedFile(
                Files.writeString(directory.resolve("flink.jar"), "jar"), "lib/flink.jar", true, false));
        return bundle;
    }

    private CommandInfo launch(Leader leader) throws Exception {
        var record = record(leader.profile());
        leader.store().apply(new StoreChange.PutWorkers(List.of(record)));
        var launch =
                new Call.Launch(WORKER, record.agent(), record.hostname(), record.profile(), List.of(), record.ports());
        return leader.describer().describe(launch, new FrameworkId("framework")).getCommand();
    }

    private static WorkerRecord record(String profile) {
        return new WorkerRecord(
                WORKER,
                profile,
                new AgentId("agent"),
                "agent.example",
                WorkerRecord.Goal.LAUNCHED,
                Map.of(),
                List.of(31_005, 31_006));
    }

    private static String uri(CommandInfo command, String destination) {
        return command.getUrisList().stream()
                .filter(uri -> uri.getOutputFile().equals(destination))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private HttpResponse<String> fetch(String uri) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
