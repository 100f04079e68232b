/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.recordings;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.simulator.live.LiveCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

/** The cluster of a replay as its operator sees it: lets things happen to it, and waits for what it is to become. */
final class Stage {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final LiveCluster cluster;
    private final HttpClient client = HttpClient.newHttpClient();

    Stage(LiveCluster cluster) {
        this.cluster = cluster;
    }

    /** The ids of the agents, in the order of their names. */
    List<String> agents() throws IOException, InterruptedException {
        var slaves = new ArrayList<JsonNode>();
        get("/slaves").path("slaves").forEach(slaves::add);
        slaves.sort(Comparator.comparing(slave -> slave.path("hostname").asText()));
        return slaves.stream().map(slave -> slave.path("id").asText()).toList();
    }

    void control(JsonNode words) throws Exception {
        int index = words.get(1).asInt();
        switch (words.get(0).asText()) {
            case "kill-agent" -> cluster.killAgent(index);
            case "start-agent" -> cluster.startAgent(index);
            case "stop-agent-gracefully" -> cluster.stopAgent(index);
            case "pause-agent" -> cluster.pauseAgent(index);
            case "resume-agent" -> cluster.resumeAgent(index);
            case "restart-master" -> {
                cluster.stopMaster(index);
                cluster.startMaster(index);
            }
            default -> throw new IllegalArgumentException("nobody does " + words);
        }
    }

    void awaitState(String what) {
        switch (what) {
            case "all agents active" ->
                until(() -> active() == cluster.agentPorts().size());
            case "agent 1 active" -> until(() -> active() == 1);
            case "clean" -> until(this::isClean);
            case "scheduler endpoint answers" -> until(() -> answersNonsense() == 400);
            default -> throw new IllegalArgumentException("nobody waits for " + what);
        }
    }

    private static void until(Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(condition);
    }

    private int active() throws IOException, InterruptedException {
        return get("/metrics/snapshot").path("master/slaves_active").asInt();
    }

    private boolean isClean() throws IOException, InterruptedException {
        for (var slave : get("/slaves").path("slaves")) {
            boolean busy = slave.at("/used_resources/cpus").asDouble() > 0
                    || slave.at("/offered_resources/cpus").asDouble() > 0;
            if (busy) {
                return false;
            }
        }
        return true;
    }

    private int answersNonsense() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(cluster.masterUrl() + "/api/v1/scheduler"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(cluster.masterUrl() + path));
        return MAPPER.readTree(
                client.send(request.build(), BodyHandlers.ofByteArray()).body());
    }
}
