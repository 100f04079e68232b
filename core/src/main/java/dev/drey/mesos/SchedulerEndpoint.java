/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** The HTTP requests of the v1 scheduler API, in protobuf. */
final class SchedulerEndpoint {
    static final String PROTOBUF = "application/x-protobuf";
    static final String STREAM_ID = "Mesos-Stream-Id";
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final Optional<Credential> credential;

    SchedulerEndpoint(HttpClient client, Optional<Credential> credential) {
        this.client = client;
        this.credential = credential;
    }

    /* No timeout here: from JDK 26 on it would cover the body too, which never ends. Whoever calls bounds the wait. */
    CompletableFuture<HttpResponse<InputStream>> subscribe(URI endpoint, Call call) {
        return client.sendAsync(request(endpoint, call).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    HttpResponse<String> send(Session session, Call call) throws IOException, InterruptedException {
        var request = request(session.endpoint(), call)
                .header(STREAM_ID, session.streamId())
                .timeout(CALL_TIMEOUT)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(URI endpoint, Call call) {
        var request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", PROTOBUF)
                .header("Accept", PROTOBUF)
                .POST(HttpRequest.BodyPublishers.ofByteArray(call.toByteArray()));
        credential.ifPresent(c -> request.header("Authorization", c.authorization()));
        return request;
    }

    /** A live subscription: calls must go to the same master and carry its stream id. */
    record Session(URI endpoint, String streamId) {}
}
