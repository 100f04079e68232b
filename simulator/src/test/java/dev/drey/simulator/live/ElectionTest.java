/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class ElectionTest {

    @Test
    @DisplayName("C349 when the leader dies the other master leads")
    void theFollowerRedirectsAndThenTakesOver() throws Exception {
        try (var first =
                LiveCluster.start(ClusterConfig.builder().embeddedZooKeeper(0).build())) {
            var group = ClusterConfig.builder().zooKeeper(first.zooKeeperUrl().orElseThrow());
            try (var second = LiveCluster.start(group.build())) {
                var answer = get(second.masterUrl() + "/api/v1/scheduler");
                assertThat(answer.statusCode()).isEqualTo(307);
                assertThat(answer.headers().firstValue("Location"))
                        .contains("//localhost:" + first.masterPort() + "/master/api/v1/scheduler");
                assertThat(get(second.masterUrl() + "/state").headers().firstValue("Location"))
                        .contains("//localhost:" + first.masterPort() + "/master/state");
                assertThat(get(second.masterUrl() + "/health").statusCode()).isEqualTo(200);

                first.stopMaster();

                await().atMost(Duration.ofSeconds(15))
                        .until(() -> get(second.masterUrl() + "/state").statusCode() == 200);
                var framework = FrameworkInfo.newBuilder().setUser("u").setName("n");
                try (var scheduler = new TestScheduler(second.masterUrl(), "application/json", framework.build())) {
                    assertThat(scheduler.subscribe().getSubscribed().hasFrameworkId())
                            .isTrue();
                }
            }
        }
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }
}
