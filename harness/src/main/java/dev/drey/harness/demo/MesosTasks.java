/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tasks of the demo's Mesos, read from the master's operator endpoint. */
final class MesosTasks {
    private static final String RUNNING = "TASK_RUNNING";

    private final JsonOverHttp http;

    MesosTasks(String base) {
        this.http = new JsonOverHttp(base);
    }

    String url() {
        return http.base();
    }

    /** The state of every task the master remembers, by task id. */
    Map<String, String> states() throws InterruptedException {
        var states = new TreeMap<String, String>();
        for (JsonNode task : http.get("/tasks?limit=1000").path("tasks")) {
            states.put(task.path("id").asText(), task.path("state").asText());
        }
        return states;
    }

    Set<String> running() throws InterruptedException {
        return states().entrySet().stream()
                .filter(task -> task.getValue().equals(RUNNING))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }
}
