/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.drey.mesos.SchedulerEndpoint.Session;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * One subscription, from its SUBSCRIBE to the end of its event stream. Runs on a thread of its own.
 *
 * <p>Follows redirects to the leader. Ends by itself when the stream does, or after {@link #abort}.
 */
final class EventStream implements Runnable {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);
    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_ERROR_BYTES = 1000;

    private final SchedulerEndpoint endpoint;
    private final URI start;
    private final Call subscribe;
    private final Owner owner;

    private volatile boolean aborted;
    private volatile CompletableFuture<HttpResponse<InputStream>> pending;
    private volatile InputStream body;

    /** Hears of the stream, on its thread: {@code opened} at most once, then events, and {@code ended} exactly once. */
    interface Owner {
        void opened(EventStream stream, Session session);

        void event(EventStream stream, Event event);

        void unreadable(EventStream stream, String reason);

        void ended(EventStream stream, Ending ending);
    }

    /** Why a stream ended. {@code refusedStatus} is present if the master refused the subscription. */
    record Ending(Optional<Integer> refusedStatus, String reason) {
        static Ending broken(String reason) {
            return new Ending(Optional.empty(), reason);
        }
    }

    EventStream(SchedulerEndpoint endpoint, URI start, Call subscribe, Owner owner) {
        this.endpoint = endpoint;
        this.start = start;
        this.subscribe = subscribe;
        this.owner = owner;
    }

    @Override
    public void run() {
        owner.ended(this, attempt());
    }

    private Ending attempt() {
        try {
            return follow(start, MAX_REDIRECTS);
        } catch (IOException e) {
            return Ending.broken(e.toString());
        } catch (TimeoutException e) {
            pending.cancel(true);
            return Ending.broken("no answer to SUBSCRIBE within " + ANSWER_TIMEOUT.toSeconds() + " s");
        } catch (CancellationException e) {
            return Ending.broken("aborted");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Ending.broken("interrupted");
        } finally {
            abort();
        }
    }

    /** Breaks the connection; the thread ends soon after. */
    void abort() {
        aborted = true;
        var answer = pending;
        if (answer != null) {
            answer.cancel(true);
        }
        var open = body;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                /* It is to be gone, and it is. */
                return;
            }
        }
    }

    private Ending follow(URI target, int redirectsLeft) throws IOException, InterruptedException, TimeoutException {
        var response = answer(target);
        if (response.statusCode() == 307) {
            response.body().close();
            var location = response.headers().firstValue("Location");
            if (location.isEmpty() || redirectsLeft == 0) {
                return Ending.broken(target + " redirects " + (location.isEmpty() ? "to nowhere" : "in circles"));
            }
            return follow(Redirect.target(target, location.get()), redirectsLeft - 1);
        }
        return response.statusCode() == 200 ? read(target, response) : refusal(target, response);
    }

    private HttpResponse<InputStream> answer(URI target) throws IOException, InterruptedException, TimeoutException {
        pending = endpoint.subscribe(target, subscribe);
        if (aborted) {
            pending.cancel(true);
        }
        try {
            var response = pending.get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            body = response.body();
            if (aborted) {
                body.close();
            }
            return response;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    private Ending read(URI target, HttpResponse<InputStream> response) throws IOException {
        var streamId = response.headers().firstValue(SchedulerEndpoint.STREAM_ID);
        var type = response.headers().firstValue("Content-Type").orElse("none");
        if (streamId.isEmpty() || !type.equals(SchedulerEndpoint.PROTOBUF)) {
            return Ending.broken(target + " answered SUBSCRIBE with type " + type + " and "
                    + (streamId.isEmpty() ? "no" : "a") + " stream id; is it a Mesos master?");
        }
        owner.opened(this, new Session(target, streamId.get()));
        var records = new RecordReader(response.body());
        for (var next = records.next(); next.isPresent() && !aborted; next = records.next()) {
            deliver(next.get());
        }
        return Ending.broken("the master closed the stream");
    }

    private void deliver(byte[] serialized) {
        try {
            owner.event(this, Event.parseFrom(serialized));
        } catch (InvalidProtocolBufferException e) {
            owner.unreadable(this, e.getMessage());
        }
    }

    private static Ending refusal(URI target, HttpResponse<InputStream> response) throws IOException {
        int status = response.statusCode();
        String text;
        try (var in = response.body()) {
            text = new String(in.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8).strip();
        }
        var reason = target + " answered SUBSCRIBE with " + status + " " + text;
        return new Ending(isFinal(status) ? Optional.of(status) : Optional.empty(), reason);
    }

    /* 404: the master just started and has no routes yet. 503: it is not elected, or reads its registry. */
    private static boolean isFinal(int status) {
        return (status >= 400 && status < 500 && status != 404 && status != 408 && status != 429) || status == 501;
    }
}
