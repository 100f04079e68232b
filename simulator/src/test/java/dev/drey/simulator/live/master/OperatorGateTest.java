/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.simulator.live.ClusterConfig;
import dev.drey.simulator.live.LiveCluster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wire")
class OperatorGateTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    @DisplayName("C086 operators without credentials, or with wrong ones: 401")
    void asksOperatorsForCredentials() throws Exception {
        var config = ClusterConfig.builder()
                .operatorSecret("boss", "secret")
                .readerSecret("boss", "secret")
                .build();
        try (var cluster = LiveCluster.start(config)) {
            var url = cluster.masterUrl();

            var challenged = post(url, "/teardown", Optional.empty());
            assertThat(challenged.statusCode()).isEqualTo(401);
            assertThat(challenged.headers().firstValue("WWW-Authenticate"))
                    .contains("Basic realm=\"mesos-master-readwrite\"");
            assertThat(post(url, "/teardown", Optional.of("boss:wrong")).statusCode())
                    .isEqualTo(401);
            assertThat(post(url, "/master/teardown", Optional.of("boss:secret")).statusCode())
                    .isEqualTo(400);
            assertThat(post(url, "/state", Optional.empty()).headers().firstValue("WWW-Authenticate"))
                    .contains("Basic realm=\"mesos-master-readonly\"");
            assertThat(post(url, "/state", Optional.of("boss:secret")).statusCode())
                    .isEqualTo(200);
            assertThat(post(url, "/health", Optional.empty()).statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> post(String url, String path, Optional<String> credentials) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(url + path)).POST(BodyPublishers.ofString("frameworkId=nosuch"));
        credentials.ifPresent(pair -> request.header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
