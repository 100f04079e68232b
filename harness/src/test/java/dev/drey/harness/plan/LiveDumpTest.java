/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.live.ClusterConfig;
import dev.drey.simulator.live.LiveCluster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every form of dump that a live master of {@code drey mesos} gives leads to the same plan. */
@Tag("wire")
class LiveDumpTest {
    private static final String CALL = "{\"type\":\"%s\"}";

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void allDumpsOfALiveMasterSayTheSame() throws Exception {
        var config = ClusterConfig.builder()
                .agents(3)
                .resources(List.of("cpus:4;mem:8192;ports:[31000-31099];cpus(flink):2;mem(flink):4096"))
                .attributes(List.of("rack:r1", "rack:r2"))
                .build();
        try (var mesos = LiveCluster.start(config)) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(mesos::isHealthy);
            mesos.drainAgent(2);

            var plans = List.of(
                    plan(get(mesos.masterUrl() + "/state")),
                    plan(get(mesos.masterUrl() + "/master/slaves")),
                    plan(post(mesos.masterUrl() + "/api/v1", CALL.formatted("GET_STATE"))),
                    plan(post(mesos.masterUrl() + "/api/v1", CALL.formatted("GET_AGENTS"))));

            assertThat(plans.get(0).placed()).hasSize(6);
            assertThat(plans.get(0).agents())
                    .filteredOn(agent -> agent.withheld().isPresent())
                    .singleElement()
                    .satisfies(
                            agent -> assertThat(agent.withheld().orElseThrow().condition())
                                    .isEqualTo("not drained"));
            for (var plan : plans) {
                assertThat(plan.placed()).isEqualTo(plans.get(0).placed());
                assertThat(plan.agents()).isEqualTo(plans.get(0).agents());
            }
        }
    }

    private static PlacementPlan plan(byte[] dump) throws Exception {
        return Plans.plan(dump, 7, Map.of());
    }

    private byte[] get(String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray())
                .body();
    }

    private byte[] post(String url, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofByteArray()).body();
    }
}
