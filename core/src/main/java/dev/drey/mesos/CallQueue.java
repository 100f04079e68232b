/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import dev.drey.mesos.SchedulerEndpoint.Session;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * Sends calls strictly one after the other, each when the one before was answered.
 *
 * <p>A call of a subscription that is over is dropped. A call that got no answer is sent once more if doing it twice
 * does no harm; an ACCEPT is not: its offers would be gone, and the master would report its workers as dropped. If
 * nobody knows what became of a call, or the master no longer takes calls of this subscription, the subscription is
 * given up: a new one voids all offers and begins with reconciliation, so nothing stays in doubt.
 */
final class CallQueue implements Runnable {
    private static final int CAPACITY = 10_000;
    /* Moved, not authenticated any more, not subscribed, no such route yet, not leading or not recovered (http.cpp:
     * Http::scheduler). */
    private static final Set<Integer> SUBSCRIPTION_IS_VOID = Set.of(307, 401, 403, 404, 503);
    /* 400 is for malformed calls, which another subscription would not mend; but also for a framework this master does
     * not know, and for the stream id of a subscription that another one replaced. Only the text tells them apart. */
    private static final List<String> TEXTS_THAT_IT_IS_VOID = List.of("framework cannot be found", "stream id");

    private final SchedulerEndpoint endpoint;
    private final Predicate<Session> isCurrent;
    private final TransportListener listener;
    private final Consumer<String> giveUp;
    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final Thread thread = new Thread(this, "mesos-calls");

    private volatile boolean closing;

    private record Entry(Session session, Call call) {}

    /**
     * @param giveUp ends the current subscription, for the given reason
     */
    CallQueue(
            SchedulerEndpoint endpoint,
            Predicate<Session> isCurrent,
            TransportListener listener,
            Consumer<String> giveUp) {
        this.endpoint = endpoint;
        this.isCurrent = isCurrent;
        this.listener = listener;
        this.giveUp = giveUp;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Takes a call, to be sent in this subscription. Does not wait: if too many are queued, the call is lost. */
    void add(Session session, Call call) {
        if (closing || !queue.offer(new Entry(session, call))) {
            listener.callLost(call.getType(), closing ? "closed" : CAPACITY + " calls are waiting already");
        }
    }

    /** Sends what is queued, for as long as {@code patience} at most, then stops. */
    void close(Duration patience) {
        closing = true;
        try {
            thread.join(patience.toMillis());
            thread.interrupt();
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            while (!(closing && queue.isEmpty())) {
                var entry = queue.poll(50, TimeUnit.MILLISECONDS);
                if (entry != null) {
                    send(entry);
                }
            }
        } catch (InterruptedException e) {
            queue.forEach(entry -> listener.callLost(entry.call().getType(), "closed"));
        }
    }

    private void send(Entry entry) throws InterruptedException {
        var type = entry.call().getType();
        if (!isCurrent.test(entry.session())) {
            listener.callLost(type, "the subscription is over");
            return;
        }
        try {
            var answer = sendOrRepeat(entry);
            if (answer.statusCode() >= 300) {
                listener.callRejected(type, answer.statusCode(), answer.body().strip());
            }
            if (isVoid(answer)) {
                giveUp(entry, type + " was answered with " + answer.statusCode());
            }
        } catch (IOException e) {
            listener.callLost(type, e.toString());
            giveUp(entry, type + " got no answer: " + e);
        }
    }

    private static boolean isVoid(HttpResponse<String> answer) {
        var text = answer.body().toLowerCase(Locale.ROOT);
        return SUBSCRIPTION_IS_VOID.contains(answer.statusCode())
                || answer.statusCode() == 400 && TEXTS_THAT_IT_IS_VOID.stream().anyMatch(text::contains);
    }

    private void giveUp(Entry entry, String reason) {
        if (!closing && isCurrent.test(entry.session())) {
            giveUp.accept(reason);
        }
    }

    private HttpResponse<String> sendOrRepeat(Entry entry) throws IOException, InterruptedException {
        try {
            return endpoint.send(entry.session(), entry.call());
        } catch (ConnectException | HttpTimeoutException e) {
            throw e;
        } catch (IOException e) {
            /* Mostly an idle connection that the other side had closed. */
            if (entry.call().getType() == Call.Type.ACCEPT || !isCurrent.test(entry.session())) {
                throw e;
            }
            return endpoint.send(entry.session(), entry.call());
        }
    }
}
