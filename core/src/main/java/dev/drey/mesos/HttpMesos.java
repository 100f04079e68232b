/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import dev.drey.mesos.EventStream.Ending;
import dev.drey.mesos.SchedulerEndpoint.Session;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The v1 scheduler HTTP API in pure Java: finds the leading master, keeps one subscription to it, and starts over with
 * back-off when that breaks.
 *
 * <p>Make it, then {@link #start} it. Callbacks come one at a time from a thread of its own and may take their time;
 * the master is then not read meanwhile.
 */
public final class HttpMesos implements MesosConnection {
    /*
     * All state changes happen on the control thread:
     *
     *   DETECTING --a leader, and it can be reached: connected()--> CONNECTED --SUBSCRIBE--> SUBSCRIBING --200--> OPEN
     *       ^                                                          |                         |              |
     *       +---- disconnected(), back off: stream ended, refused, reconnect(), another leader --+--------------+
     *
     * An EventStream is told apart from its predecessors by identity: what an old one says is ignored.
     */
    private static final Logger LOG = LoggerFactory.getLogger(HttpMesos.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CLOSE_PATIENCE = Duration.ofMillis(700);

    private final Scheduler scheduler;
    private final TransportListener listener;
    private final Optional<Credential> credential;
    private final LeaderDetector detector;
    private final SchedulerEndpoint endpoint;
    private final CallQueue calls;
    private final BackOff backOff = new BackOff(RandomGenerator.getDefault());
    private final ScheduledExecutorService control = DaemonThreads.single("mesos-control");

    private Optional<Leader> leader = Optional.empty();
    private State state = State.DETECTING;
    private int attempts;
    private volatile Optional<EventStream> stream = Optional.empty();
    private volatile Optional<Session> session = Optional.empty();
    private volatile boolean closed;

    private enum State {
        DETECTING,
        CONNECTED,
        SUBSCRIBING,
        OPEN
    }

    /**
     * How to reach the master.
     *
     * @param master the value of {@code mesos.master}, see the forms there
     * @param credential for HTTP basic authentication, if the master asks for it
     * @param tls present if masters found by {@code zk://} or {@code host:port} speak https; used for every https
     * address
     */
    public record Settings(String master, Optional<Credential> credential, Optional<SSLContext> tls) {
        MasterLocation location() {
            return MasterLocation.parse(master, tls.isPresent() ? "https" : "http");
        }

        /** Without what may hold a password. */
        @Override
        public String toString() {
            return "Settings[" + location() + ", " + credential + (tls.isPresent() ? ", tls]" : "]");
        }
    }

    /** @throws IllegalArgumentException if the master's address is none of the known forms */
    public HttpMesos(Settings settings, Scheduler scheduler, TransportListener listener) {
        this(settings, scheduler, listener, SchedulerEndpoint.CALL_TIMEOUT);
    }

    /** @param callTimeout how long the answer to a call may take */
    HttpMesos(Settings settings, Scheduler scheduler, TransportListener listener, Duration callTimeout) {
        this.scheduler = scheduler;
        this.listener = listener;
        this.credential = settings.credential();
        this.detector = detector(settings.location());
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(CONNECT_TIMEOUT);
        settings.tls().ifPresent(http::sslContext);
        this.endpoint = new SchedulerEndpoint(http.build(), credential, callTimeout);
        this.calls = new CallQueue(endpoint, s -> session.filter(s::equals).isPresent(), listener, this::giveUp);
    }

    private static LeaderDetector detector(MasterLocation location) {
        return location instanceof MasterLocation.InZooKeeper zk
                ? new ZooKeeperLeader(zk)
                : LeaderDetector.fixed(((MasterLocation.Fixed) location).address());
    }

    /**
     * A factory of connections with these settings.
     *
     * @throws IllegalArgumentException if the master's address is none of the known forms
     */
    public static Factory factory(Settings settings) {
        settings.location();
        return (callbacks, listener) -> {
            var connection = new HttpMesos(settings, callbacks, listener);
            connection.start();
            return connection;
        };
    }

    /** Begins to look for the leader. */
    public void start() {
        calls.start();
        detector.start(found -> onControl(() -> onLeader(found)));
    }

    @Override
    public void send(Call call) {
        if (call.getType() == Call.Type.SUBSCRIBE) {
            onControl(() -> subscribe(call));
            return;
        }
        var open = session;
        if (open.isEmpty()) {
            LOG.debug("call={} dropped: not subscribed", call.getType());
            listener.callLost(call.getType(), "not subscribed");
            return;
        }
        calls.add(open.get(), call);
    }

    @Override
    public void reconnect() {
        giveUp("asked to reconnect");
    }

    private void giveUp(String reason) {
        onControl(() -> drop(reason));
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        detector.close();
        calls.close(CLOSE_PATIENCE);
        closed = true;
        control.shutdownNow();
        try {
            if (!control.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a callback has not returned; it is left alone");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session = Optional.empty();
        stream.ifPresent(EventStream::abort);
    }

    private void onControl(Runnable step) {
        try {
            control.execute(() -> guarded(step));
        } catch (RejectedExecutionException e) {
            LOG.debug("closed: nothing is done any more");
        }
    }

    /* An exception here is a bug of ours or of a callback. It must neither vanish nor end the connection for good. */
    private void guarded(Runnable step) {
        if (closed) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("a step of the connection to Mesos failed; starting over", e);
            drop("internal error");
        }
    }

    private void onLeader(Optional<Leader> found) {
        if (leader.equals(found)) {
            return;
        }
        LOG.info("leader={}", found.map(l -> l.address().toString()).orElse("none"));
        leader = found;
        backOff.reset();
        if (state == State.DETECTING) {
            attemptSoon();
        } else {
            drop("the leading master changed");
        }
    }

    /* A newer attempt supersedes one that still waits or probes. */
    private void attemptSoon() {
        int number = ++attempts;
        leader.ifPresent(target -> {
            var wait = backOff.next();
            control.schedule(() -> guarded(() -> attempt(number, target)), wait.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    private void attempt(int number, Leader target) {
        if (number == attempts) {
            DaemonThreads.run("mesos-probe", () -> {
                var failure = ReachableMaster.failure(target.address());
                onControl(() -> onProbed(number, target, failure));
            });
        }
    }

    private void onProbed(int number, Leader target, Optional<String> failure) {
        if (number != attempts) {
            return;
        }
        if (failure.isPresent()) {
            LOG.warn("leader={} cannot be reached: {}", target.address(), failure.get());
            attemptSoon();
            return;
        }
        state = State.CONNECTED;
        scheduler.connected(this);
    }

    private void subscribe(Call call) {
        if (state != State.CONNECTED) {
            LOG.debug("call=SUBSCRIBE dropped: the connection is {}", state);
            listener.callLost(Call.Type.SUBSCRIBE, "the connection is " + state);
            return;
        }
        state = State.SUBSCRIBING;
        var attempt = new EventStream(endpoint, leader.orElseThrow().address().scheduler(), call, new StreamOwner());
        stream = Optional.of(attempt);
        DaemonThreads.run("mesos-events", attempt);
    }

    private void onEnded(Ending ending) {
        if (ending.refusedStatus().isPresent()) {
            int status = ending.refusedStatus().get();
            var message = Refusal.message(status, credential, ending.reason());
            LOG.error("subscription refused: {}", message);
            listener.refused(status, message);
        }
        drop(ending.reason());
    }

    private void drop(String reason) {
        if (state == State.DETECTING) {
            return;
        }
        LOG.info("disconnected: {}", reason);
        state = State.DETECTING;
        session = Optional.empty();
        stream.ifPresent(EventStream::abort);
        stream = Optional.empty();
        try {
            scheduler.disconnected(this);
        } finally {
            attemptSoon();
        }
    }

    /** Brings what a stream says to the control thread; waits, so that a slow scheduler slows the stream down. */
    private final class StreamOwner implements EventStream.Owner {
        @Override
        public void opened(EventStream source, Session opened) {
            whileCurrent(source, () -> {
                LOG.info("subscription accepted by {}", opened.endpoint());
                state = State.OPEN;
                session = Optional.of(opened);
            });
        }

        @Override
        public void event(EventStream source, Event event) {
            whileCurrent(source, () -> {
                if (event.getType() == Event.Type.SUBSCRIBED) {
                    backOff.reset();
                }
                scheduler.received(HttpMesos.this, event);
            });
        }

        @Override
        public void unreadable(EventStream source, String reason) {
            listener.eventUnreadable(reason);
        }

        @Override
        public void ended(EventStream source, Ending ending) {
            whileCurrent(source, () -> onEnded(ending));
        }

        private void whileCurrent(EventStream source, Runnable step) {
            try {
                control.submit(() -> guarded(() -> {
                            if (stream.filter(s -> s == source).isPresent()) {
                                step.run();
                            }
                        }))
                        .get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RejectedExecutionException e) {
                source.abort();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
