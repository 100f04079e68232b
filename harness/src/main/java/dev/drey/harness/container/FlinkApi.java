/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** What the harness asks of Flink's REST API. */
public final class FlinkApi {
    private static final String BOUNDARY = "drey-part-of-a-jar-upload";

    private final Http http;
    private final String url;

    FlinkApi(Http http, String url) {
        this.http = http;
        this.url = url;
    }

    /** Whether a leading JobManager answers. */
    public boolean answers() throws InterruptedException {
        return http.get(url + "/overview").has("taskmanagers");
    }

    /** The TaskManagers that are registered; their ids are those of Mesos' tasks. */
    public Set<String> taskManagers() throws InterruptedException {
        var found = new TreeSet<String>();
        http.get(url + "/taskmanagers")
                .path("taskmanagers")
                .forEach(worker -> found.add(worker.path("id").asText()));
        return found;
    }

    /** Uploads a jar, and returns the id under which it can be run. */
    public String upload(Path jar) throws IOException, InterruptedException {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                + jar.getFileName() + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        var body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofByteArray(Files.readAllBytes(jar)),
                BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        var answer = http.send("POST", url + "/jars/upload", "multipart/form-data; boundary=" + BOUNDARY, body);
        String file = new ObjectMapper()
                .readTree(new String(answer, StandardCharsets.UTF_8))
                .path("filename")
                .asText();
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** Runs a class of an uploaded jar, and returns the id of the job. */
    public String run(String jar, String mainClass, int parallelism, List<String> arguments)
            throws IOException, InterruptedException {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("entryClass", mainClass).put("parallelism", parallelism);
        arguments.forEach(body.putArray("programArgsList")::add);
        return http.sendJson("POST", url + "/jars/" + jar + "/run", body)
                .path("jobid")
                .asText();
    }

    /** Its state, for instance {@code RUNNING}; empty while it cannot be asked. */
    public String state(String job) throws InterruptedException {
        return http.get(url + "/jobs/" + job).path("state").asText("");
    }

    public void cancel(String job) throws IOException, InterruptedException {
        http.send("PATCH", url + "/jobs/" + job + "?mode=cancel", "application/json", BodyPublishers.noBody());
    }

    /** The parallelism that was last asked for; empty while the job cannot be asked. */
    public OptionalInt parallelism(String job) throws InterruptedException {
        var vertices = http.get(requirements(job)).elements();
        return vertices.hasNext()
                ? OptionalInt.of(
                        vertices.next().path("parallelism").path("upperBound").asInt())
                : OptionalInt.empty();
    }

    private String requirements(String job) {
        return url + "/jobs/" + job + "/resource-requirements";
    }

    /** Asks for other parallelism of every vertex of a job. */
    public void rescale(String job, int parallelism) throws IOException, InterruptedException {
        String path = requirements(job);
        var now = http.get(path);
        if (now.isEmpty()) {
            throw new IOException(path + " does not answer");
        }
        var wanted = JsonNodeFactory.instance.objectNode();
        now.fieldNames().forEachRemaining(vertex -> wanted.putObject(vertex)
                .putObject("parallelism")
                .put("lowerBound", 1)
                .put("upperBound", parallelism));
        http.sendJson("PUT", path, wanted);
    }

    /** The statistics of a job's checkpoints, as Flink gives them. */
    public JsonNode checkpoints(String job) throws InterruptedException {
        return http.get(url + "/jobs/" + job + "/checkpoints");
    }
}
