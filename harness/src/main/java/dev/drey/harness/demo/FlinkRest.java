/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the demo asks of Flink's REST API. */
final class FlinkRest {
    private final JsonOverHttp http;

    FlinkRest(String base) {
        this.http = new JsonOverHttp(base);
    }

    String url() {
        return http.base();
    }

    boolean answers() throws InterruptedException {
        return http.get("/overview").has("taskmanagers");
    }

    /** The version of Flink that answers. */
    String version() throws InterruptedException {
        return http.get("/config").path("flink-version").asText();
    }

    /** The TaskManagers that have registered; their ids are the Mesos task ids. */
    Set<String> taskManagers() throws InterruptedException {
        return texts(http.get("/taskmanagers").path("taskmanagers"), "id");
    }

    String jobState(String job) throws InterruptedException {
        return http.get("/jobs/" + job).path("state").asText("");
    }

    /** Whether every task of the job runs. */
    boolean runsCompletely(String job) throws InterruptedException {
        JsonNode vertices = http.get("/jobs/" + job).path("vertices");
        for (JsonNode vertex : vertices) {
            if (!vertex.path("status").asText().equals("RUNNING")) {
                return false;
            }
        }
        return vertices.size() > 0 && jobState(job).equals("RUNNING");
    }

    /** The TaskManagers on which tasks of the job run. */
    Set<String> taskManagersOf(String job) throws InterruptedException {
        var used = new TreeSet<String>();
        for (JsonNode vertex : http.get("/jobs/" + job).path("vertices")) {
            String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/taskmanagers";
            used.addAll(texts(http.get(path).path("taskmanagers"), "taskmanager-id"));
        }
        return used;
    }

    long completedCheckpoints(String job) throws InterruptedException {
        return http.get("/jobs/" + job + "/checkpoints")
                .path("counts")
                .path("completed")
                .asLong();
    }

    /** The checkpoint the job was restored from, if it was. */
    Optional<String> restoredCheckpoint(String job) throws InterruptedException {
        JsonNode restored =
                http.get("/jobs/" + job + "/checkpoints").path("latest").path("restored");
        return restored.has("id")
                ? Optional.of("checkpoint " + restored.path("id").asText() + " ("
                        + restored.path("external_path").asText() + ")")
                : Optional.empty();
    }

    void shutDownCluster() throws InterruptedException {
        http.delete("/cluster");
    }

    private static Set<String> texts(JsonNode list, String field) {
        var found = new TreeSet<String>();
        list.forEach(item -> found.add(item.path(field).asText()));
        return found;
    }
}
