/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The v1 scheduler API by way of libmesos, which finds the leading master and connects anew by itself.
 *
 * <p>Callbacks come one at a time from threads of libmesos and may take their time.
 */
public final class NativeMesos implements MesosConnection {
    /*
     * What the library asks of its user, by its source (scheduler.cpp, org_apache_mesos_v1_scheduler_V1Mesos.cpp):
     *
     * - An exception that leaves a callback ends the process, so none does.
     * - Callbacks may come before the constructor of V1Mesos has returned, and a call that is sent before that ends the
     *   process. So callbacks wait for the constructor.
     * - SUBSCRIBE counts only while connected, other calls only while subscribed; without a master, a call may end the
     *   process. So calls are held to what the callbacks told, though that is a moment late, and none follows a
     *   reconnect until the next connection.
     * - A master that does not lead yet, or recovers (307, 404, 503), leaves SUBSCRIBE without an answer: the scheduler
     *   has a timer for that, and reconnects. A call that the master refuses comes back as an ERROR event.
     * - Nothing may be called after finalize(), and callbacks on their way then would use freed memory. So closing ends
     *   the subscription by a reconnect; once connected again, the library has nothing more to tell, and is finalized
     *   when it was quiet for a while.
     */
    private static final Logger LOG = LoggerFactory.getLogger(NativeMesos.class);

    /* The library has no way to tell that a call has left. */
    private static final Duration SENDING = Duration.ofMillis(300);
    private static final Duration FAREWELL = Duration.ofMillis(300);
    private static final Duration RECONNECTION = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private final TransportListener listener;
    private final Optional<Credential> credential;
    private final CompletableFuture<Libmesos> library = new CompletableFuture<>();
    private final CallbackGate gate = new CallbackGate();

    /* Guards the fields below, and that nothing is called natively once closing has begun. */
    private final Object lock = new Object();
    private Phase phase = Phase.OFFLINE;
    private boolean closed;
    private long lastSent = System.nanoTime();

    private enum Phase {
        OFFLINE,
        CONNECTED,
        SUBSCRIBING,
        SUBSCRIBED
    }

    /**
     * How to reach the master.
     *
     * @param master the value of {@code mesos.master}; an {@code https://} address is not among the forms here
     * @param credential for HTTP basic authentication, if the master asks for it
     */
    public record Settings(String master, Optional<Credential> credential) {
        /**
         * The master as libmesos wants it: {@code host:port} or {@code zk://...}.
         *
         * @throws IllegalArgumentException if it cannot be told to libmesos
         */
        String masterForLibrary() {
            var location = MasterLocation.parse(master, "http");
            if (location instanceof MasterLocation.InZooKeeper zk) {
                return "zk://" + zk.digest().map(digest -> digest + "@").orElse("") + zk.servers() + zk.path();
            }
            var address = ((MasterLocation.Fixed) location).address();
            if (address.scheme().equals("https")) {
                throw new IllegalArgumentException("libmesos takes no https:// address: write host:port, and set the"
                        + " environment variable LIBPROCESS_SSL_ENABLED to true");
            }
            if (address.host().indexOf(':') >= 0) {
                throw new IllegalArgumentException("libmesos does not know IPv6 addresses of masters");
            }
            checkName(address.host());
            return address.host() + ":" + address.port();
        }

        /* The library ends the process otherwise. */
        private static void checkName(String host) {
            try {
                InetAddress.getByName(host);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("there is no address for the host name " + host, e);
            }
        }

        private Optional<Protos.Credential> credentialForLibrary() {
            return credential.map(pair -> Protos.Credential.newBuilder()
                    .setPrincipal(pair.principal())
                    .setSecret(pair.secret())
                    .build());
        }

        /** Without what may hold a password. */
        @Override
        public String toString() {
            return "Settings[" + MasterLocation.parse(master, "http") + ", " + credential + "]";
        }
    }

    private NativeMesos(Settings settings, Scheduler scheduler, TransportListener listener) {
        this.scheduler = scheduler;
        this.listener = listener;
        this.credential = settings.credential();
    }

    /**
     * A factory of connections with these settings. The library must be loaded, see {@link NativeLibrary}.
     *
     * @throws IllegalArgumentException if the master's address is none of the forms that libmesos takes
     */
    public static Factory factory(Settings settings) {
        settings.masterForLibrary();
        return (callbacks, listener) -> open(settings, callbacks, listener, V1Handle::open);
    }

    static NativeMesos open(
            Settings settings, Scheduler callbacks, TransportListener listener, Libmesos.Opener opener) {
        var connection = new NativeMesos(settings, callbacks, listener);
        connection.open(settings, opener);
        return connection;
    }

    private void open(Settings settings, Libmesos.Opener opener) {
        try {
            library.complete(
                    opener.open(new Callbacks(), settings.masterForLibrary(), settings.credentialForLibrary()));
        } catch (RuntimeException | LinkageError e) {
            library.cancel(false);
            gate.shut();
            throw new IllegalStateException("libmesos does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public void send(Call call) {
        var obstacle = trySend(call);
        if (obstacle.isPresent()) {
            LOG.debug("call={} dropped: {}", call.getType(), obstacle.get());
            listener.callLost(call.getType(), obstacle.get());
        }
    }

    private Optional<String> trySend(Call call) {
        var isSubscribe = call.getType() == Call.Type.SUBSCRIBE;
        synchronized (lock) {
            if (closed) {
                return Optional.of("closed");
            }
            if (phase != (isSubscribe ? Phase.CONNECTED : Phase.SUBSCRIBED)) {
                return Optional.of("the connection is " + phase);
            }
            if (isSubscribe) {
                phase = Phase.SUBSCRIBING;
            }
            library.join().send(call);
            lastSent = System.nanoTime();
            return Optional.empty();
        }
    }

    @Override
    public void reconnect() {
        synchronized (lock) {
            if (!closed) {
                library.join().reconnect();
                phase = Phase.OFFLINE;
            }
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
        }
        gate.shut();
        try {
            awaitPhase(Phase.OFFLINE, sending());
            if (endSubscription()) {
                awaitPhase(Phase.OFFLINE, FAREWELL);
            }
        } catch (InterruptedException e) {
            endSubscription();
            Thread.currentThread().interrupt();
        }
        gate.interrupt();
        DaemonThreads.run("mesos-disposal", this::dispose);
    }

    private Duration sending() {
        synchronized (lock) {
            return phase == Phase.SUBSCRIBED ? SENDING.minusNanos(System.nanoTime() - lastSent) : Duration.ZERO;
        }
    }

    private boolean endSubscription() {
        synchronized (lock) {
            if (phase == Phase.OFFLINE || phase == Phase.CONNECTED) {
                return false;
            }
        }
        library.join().reconnect();
        return true;
    }

    private void dispose() {
        try {
            awaitPhase(Phase.CONNECTED, RECONNECTION);
            gate.awaitQuiet(QUIET);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
        library.join().dispose();
    }

    private void awaitPhase(Phase awaited, Duration patience) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        synchronized (lock) {
            for (var left = patience.toNanos(); phase != awaited && left > 0; left = end - System.nanoTime()) {
                lock.wait(Math.max(1, Duration.ofNanos(left).toMillis()));
            }
        }
    }

    private void enter(Phase next) {
        synchronized (lock) {
            phase = next;
            lock.notifyAll();
        }
    }

    private void note(Event event) {
        synchronized (lock) {
            if (event.getType() == Event.Type.SUBSCRIBED && phase == Phase.SUBSCRIBING) {
                phase = Phase.SUBSCRIBED;
            }
        }
    }

    private void onEvent(Event event) {
        var rejection = RejectedCall.of(event);
        if (rejection.isPresent()) {
            onRejected(rejection.get());
        } else {
            scheduler.received(this, event);
        }
    }

    private void onRejected(RejectedCall rejected) {
        if (rejected.type() == Call.Type.SUBSCRIBE) {
            var message = Refusal.message(rejected.status(), credential, rejected.reason());
            LOG.error("subscription refused: {}", message);
            listener.refused(rejected.status(), message);
        } else {
            listener.callRejected(rejected.type(), rejected.status(), rejected.reason());
        }
    }

    /** Called by libmesos. What it passes as itself may not be complete yet, and is left alone. */
    private final class Callbacks implements Scheduler {
        @Override
        public void connected(Mesos mesos) {
            deliver(() -> enter(Phase.CONNECTED), () -> scheduler.connected(NativeMesos.this));
        }

        @Override
        public void disconnected(Mesos mesos) {
            deliver(() -> enter(Phase.OFFLINE), () -> scheduler.disconnected(NativeMesos.this));
        }

        @Override
        public void received(Mesos mesos, Event event) {
            deliver(() -> note(event), () -> onEvent(event));
        }

        private void deliver(Runnable note, Runnable step) {
            if (!gate.pass(note, step)) {
                LOG.warn("starting over, since a callback failed");
                gate.pass(() -> {}, NativeMesos.this::reconnect);
            }
        }
    }
}
