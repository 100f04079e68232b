/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Reads JSON from an HTTP server that may not be there yet. */
final class JsonOverHttp {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final String base;

    JsonOverHttp(String base) {
        this.base = base;
    }

    String base() {
        return base;
    }

    /** The JSON at this path; a missing node if there is no server, or it answers anything but 200. */
    JsonNode get(String path) throws InterruptedException {
        try {
            var answer = client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? mapper.readTree(answer.body()) : MissingNode.getInstance();
        } catch (IOException notYet) {
            return MissingNode.getInstance();
        }
    }

    /** The status of a DELETE, or 0 if there is no server. */
    int delete(String path) throws InterruptedException {
        try {
            return client.send(request(path).DELETE().build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException gone) {
            return 0;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
    }
}
