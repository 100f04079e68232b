/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** The HTTP requests of the v1 scheduler API, in protobuf. */
final class SchedulerEndpoint {
    static final String PROTOBUF = "application/x-protobuf";
    static final String STREAM_ID = "Mesos-Stream-Id";
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final Optional<Credential> credential;

    private final Duration callTimeout;

    /** @param callTimeout how long the whole answer to a call may take */
    SchedulerEndpoint(HttpClient client, Optional<Credential> credential, Duration callTimeout) {
        this.callTimeout = callTimeout;
        this.client = client;
        this.credential = credential;
    }

    /* No timeout here: from JDK 26 on it would cover the body too, which never ends. Whoever calls bounds the wait. */
    CompletableFuture<HttpResponse<InputStream>> subscribe(URI endpoint, Call call) {
        return client.sendAsync(request(endpoint, call).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /* The client's own timeout ends with the headers: an answer whose body never comes would hold up all calls. */
    HttpResponse<String> send(Session session, Call call) throws IOException, InterruptedException {
        var request = request(session.endpoint(), call)
                .header(STREAM_ID, session.streamId())
                .build();
        var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            return answer.get(callTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within " + callTimeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
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
