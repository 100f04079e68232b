/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** HTTP servers that may be down, cut off or silent at any time. */
final class Http {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** The JSON at an address; a missing node if nobody answers, or with anything but 200. */
    JsonNode get(String url) throws InterruptedException {
        try {
            var answer = client.send(request(url).build(), BodyHandlers.ofString());
            return answer.statusCode() == 200 ? mapper.readTree(answer.body()) : MissingNode.getInstance();
        } catch (IOException notNow) {
            return MissingNode.getInstance();
        }
    }

    /**
     * Sends something.
     *
     * @throws IOException if nobody answers, or with an error
     */
    byte[] send(String method, String url, String type, BodyPublisher body) throws IOException, InterruptedException {
        var request =
                request(url).method(method, body).header("Content-Type", type).header("Accept", type);
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + url + " is answered with " + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }

    JsonNode sendJson(String method, String url, JsonNode body) throws IOException, InterruptedException {
        var bytes = send(method, url, "application/json", HttpRequest.BodyPublishers.ofString(body.toString()));
        return bytes.length == 0 ? MissingNode.getInstance() : mapper.readTree(bytes);
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT);
    }
}
