/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.simulation;

import dev.drey.simulator.master.Caller;
import dev.drey.simulator.master.EventStream;
import dev.drey.simulator.master.MasterModel;
import dev.drey.simulator.network.Connection;
import dev.drey.simulator.network.Network;
import dev.drey.simulator.oracle.Observation;
import dev.drey.simulator.world.Choices;
import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Scheduler;

/** The v1 scheduler library of one process, on a simulated network: what a scheduler knows of Mesos. */
final class SimMesos implements Mesos, Masters.Watcher {
    /* A scheduler connects within half a second of hearing of a leader, as the C++ library does, and waits longer after
     * a connection that broke. */
    private static final Duration CONNECT_WITHIN = Duration.ofMillis(500);
    private static final Duration RETRY_WITHIN = Duration.ofMillis(2000);

    private final int number;
    private final String node;
    private final Life life;
    private final Surroundings surroundings;
    private final Scheduler callbacks;
    private Optional<Connection> calls = Optional.empty();
    private Optional<Stream> stream = Optional.empty();
    private boolean connected;

    /** What all schedulers of a world share. */
    record Surroundings(Masters masters, Network network, Seam seam, Choices choices) {}

    SimMesos(int number, String node, Life life, Surroundings surroundings, Scheduler callbacks) {
        this.number = number;
        this.node = node;
        this.life = life;
        this.surroundings = surroundings;
        this.callbacks = callbacks;
        surroundings.masters().watch(this);
        connectWithin(CONNECT_WITHIN);
    }

    @Override
    public void elected(MasterModel leader) {
        connectWithin(CONNECT_WITHIN);
    }

    /* The stream breaks by itself. */
    @Override
    public void lost() {}

    private void connectWithin(Duration bound) {
        var delay = surroundings.choices().between("time to connect", bound.dividedBy(4), bound);
        life.after(delay, "scheduler connects", this::connect);
    }

    private void connect() {
        if (connected || surroundings.masters().leader().isEmpty()) {
            return;
        }
        boolean reachable = surroundings.network().passes(node, Masters.NODE)
                && surroundings.network().passes(Masters.NODE, node);
        if (reachable) {
            connected = true;
            surroundings.seam().saw(new Observation.Connected(number));
            callbacks.connected(this);
        } else {
            connectWithin(RETRY_WITHIN);
        }
    }

    @Override
    public void send(Call call) {
        if (life.isOver()) {
            return;
        }
        surroundings.seam().saw(new Observation.Called(number, call));
        var leader = surroundings.masters().leader();
        if (leader.isEmpty() && connected && call.hasSubscribe()) {
            reconnect();
        } else if (leader.isEmpty() || !connected) {
            return;
        } else if (call.hasSubscribe()) {
            stream.ifPresent(Stream::leave);
            stream = Optional.of(new Stream(leader.get(), call));
        } else {
            call(leader.get(), call, stream.map(current -> current.id).orElse(""));
        }
    }

    private void call(MasterModel leader, Call call, String streamId) {
        var line = calls.filter(open -> !open.near().isClosed())
                .orElseGet(() -> surroundings.network().connect(node, Masters.NODE));
        calls = Optional.of(line);
        if (line.near().route().loses()) {
            return;
        }
        line.near().send("call", () -> {
            if (surroundings.masters().leads(leader)) {
                var answer = leader.call(call, Caller.ANONYMOUS.withStreamId(streamId));
                if (answer.isRefused()) {
                    surroundings.seam().saw(new Observation.Refused(number, call, answer.status(), answer.body()));
                }
            }
        });
    }

    @Override
    public void reconnect() {
        life.after(Duration.ZERO, "scheduler reconnects", () -> {
            stream.ifPresent(Stream::leave);
            disconnected();
        });
    }

    /** The stream of events breaks, and both ends notice. */
    void flap() {
        stream.ifPresent(current -> current.connection.reset());
    }

    /** The process dies. */
    void hangUp() {
        surroundings.masters().unwatch(this);
        stream.ifPresent(Stream::leave);
        calls.ifPresent(line -> line.near().close());
    }

    private void disconnected() {
        stream = Optional.empty();
        calls.ifPresent(line -> line.near().close());
        if (connected) {
            connected = false;
            surroundings.seam().saw(new Observation.Disconnected(number));
            callbacks.disconnected(this);
        }
        connectWithin(RETRY_WITHIN);
    }

    /** One subscription. */
    private final class Stream implements EventStream {
        private final Connection connection = surroundings.network().connect(node, Masters.NODE);
        private String id = "";

        Stream(MasterModel leader, Call call) {
            connection.near().onBroken(() -> life.run(this::broken));
            connection.near().send("SUBSCRIBE", () -> {
                if (surroundings.masters().leads(leader)) {
                    subscribe(leader, call);
                } else {
                    connection.far().close();
                }
            });
        }

        private void subscribe(MasterModel leader, Call call) {
            var subscription = leader.subscribe(call, Caller.ANONYMOUS, this);
            id = subscription.streamId();
            connection.far().onBroken(() -> leader.streamBroken(id));
            subscription.refused().ifPresent(answer -> {
                surroundings.seam().saw(new Observation.Refused(number, call, answer.status(), answer.body()));
                connection.far().close();
            });
        }

        @Override
        public void send(Event event) {
            connection
                    .far()
                    .send(
                            "event",
                            () -> life.run(() -> {
                                if (isCurrent()) {
                                    surroundings.seam().saw(new Observation.Delivered(number, event));
                                    callbacks.received(SimMesos.this, event);
                                }
                            }));
        }

        @Override
        public void close() {
            connection.far().close();
        }

        void leave() {
            connection.near().close();
            if (isCurrent()) {
                stream = Optional.empty();
            }
        }

        private void broken() {
            if (isCurrent()) {
                disconnected();
            }
        }

        private boolean isCurrent() {
            return stream.filter(current -> current == this).isPresent();
        }
    }
}
