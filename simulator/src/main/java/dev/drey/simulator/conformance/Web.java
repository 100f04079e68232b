/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Requests to the master, with the credentials of the target. */
public final class Web {
    public static final String JSON = "application/json";
    public static final String PROTOBUF = "application/x-protobuf";
    static final String SCHEDULER = "/api/v1/scheduler";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Target target;
    private final HttpClient client;

    Web(Target target, HttpClient client) {
        this.target = target;
        this.client = client;
    }

    /** A request to the scheduler API just as it is given. */
    public HttpResponse<String> scheduler(String method, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        return send(request(SCHEDULER, headers).method(method, BodyPublishers.ofByteArray(body)));
    }

    /** The same without the credentials of the target. */
    public HttpResponse<String> anonymous(Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        return send(bare(SCHEDULER, headers).POST(BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<InputStream> open(String path, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        var request = request(path, headers).POST(BodyPublishers.ofByteArray(body));
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    /** What a read endpoint shows; the case is skipped if it is not for us. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return MAPPER.readTree(
                allowed(path, send(request(path, Map.of()).GET())).body());
    }

    /** A form, as /teardown wants it. */
    public HttpResponse<String> form(String path, String body) throws IOException, InterruptedException {
        var headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
        return allowed(path, send(request(path, headers).POST(BodyPublishers.ofString(body))));
    }

    /** JSON, as /api/v1 and the maintenance endpoints want it. */
    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        var headers = Map.of("Content-Type", JSON, "Accept", JSON);
        return allowed(path, send(request(path, headers).POST(BodyPublishers.ofString(json))));
    }

    /** JSON, as /weights wants it. */
    public HttpResponse<String> put(String path, String json) throws IOException, InterruptedException {
        return allowed(path, send(request(path, Map.of("Content-Type", JSON)).PUT(BodyPublishers.ofString(json))));
    }

    private static HttpResponse<String> allowed(String path, HttpResponse<String> response) {
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            throw new Skipped("the master answers " + response.statusCode() + " at " + path);
        }
        return response;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        var request = bare(path, headers);
        target.principal().ifPresent(principal -> {
            var pair = principal + ":" + target.secret().orElse("");
            var encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            request.setHeader("Authorization", "Basic " + encoded);
        });
        return request;
    }

    private HttpRequest.Builder bare(String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(target.master() + path));
        headers.forEach(request::setHeader);
        return request;
    }
}
