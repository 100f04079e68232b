/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.network;

import dev.drey.simulator.world.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A connection between two nodes. What is sent arrives in order; once a message is swallowed by a cut, nothing follows
 * it, and both ends find the connection broken when the cut is mended or patience is over.
 */
public final class Connection {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Network network;
    private final Timeline timeline;
    private final End near;
    private final End far;
    private boolean doomed;
    private Optional<Runnable> beforeTrouble = Optional.empty();

    Connection(Network network, Timeline timeline, Route there, Route back) {
        this.network = network;
        this.timeline = timeline;
        this.near = new End(there);
        this.far = new End(back);
    }

    /** The end that opened it. */
    public End near() {
        return near;
    }

    public End far() {
        return far;
    }

    /** Whether what is sent now by either end arrives for sure, alone and without noticeable delay. */
    public boolean isCalm() {
        return near.isCalm() && far.isCalm();
    }

    /**
     * Runs {@code action} once, before a calm connection may cease to be {@linkplain End#isCalm calm} because of the
     * network or because an end closes it. Replaces what was to run until now.
     */
    public void beforeTrouble(Runnable action) {
        beforeTrouble = Optional.of(action);
        network.warn(this);
    }

    /** There may be trouble from now on. */
    void warned() {
        var action = beforeTrouble;
        beforeTrouble = Optional.empty();
        action.ifPresent(Runnable::run);
    }

    private void troubled() {
        if (beforeTrouble.isPresent()) {
            network.warned(this);
        }
    }

    boolean isPassable() {
        return !near.out.isCut() && !far.out.isCut();
    }

    /** Both ends find it broken, at once. */
    public void reset() {
        near.breakOff();
        far.breakOff();
    }

    private void doom() {
        if (!doomed) {
            doomed = true;
            network.doom(this);
            timeline.after(PATIENCE, "connection times out", this::reset);
        }
    }

    private End other(End end) {
        return end == near ? far : near;
    }

    /** One end of a connection. */
    public final class End {
        private final Route out;
        private Instant lastArrival = Instant.MIN;
        private Runnable onBroken = () -> {};
        private boolean swallowing;
        private boolean closed;

        private End(Route out) {
            this.out = out;
        }

        /** What to do, once, when this end finds the connection broken by the other end or the network. */
        public void onBroken(Runnable action) {
            onBroken = action;
        }

        public boolean isClosed() {
            return closed;
        }

        /** The direction in which this end sends. */
        public Route route() {
            return out;
        }

        /** Sends to the other end, where {@code arrival} happens. */
        public void send(String label, Runnable arrival) {
            if (closed) {
                return;
            }
            travel(label, () -> {
                if (!other(this).closed) {
                    arrival.run();
                }
            });
        }

        /** Whether what is sent now arrives for sure, alone and without noticeable delay. */
        public boolean isCalm() {
            return !closed
                    && !other(this).closed
                    && !swallowing
                    && out.isFair()
                    && !lastArrival.isAfter(timeline.now());
        }

        /** Closes this end, as a process that exits does; the other end finds it broken after all that was sent. */
        public void close() {
            if (!closed) {
                troubled();
                closed = true;
                travel("connection is closed", other(this)::breakOff);
            }
        }

        private void travel(String label, Runnable arrival) {
            if (swallowing || out.isCut()) {
                swallowing = true;
                doom();
                return;
            }
            Instant arrives = timeline.now().plus(out.latency());
            lastArrival = arrives.isAfter(lastArrival) ? arrives : lastArrival;
            timeline.after(Duration.between(timeline.now(), lastArrival), label, arrival);
        }

        private void breakOff() {
            if (!closed) {
                troubled();
                closed = true;
                onBroken.run();
            }
        }
    }
}
