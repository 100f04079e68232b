/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.agent;

import dev.drey.simulator.agent.AgentConfig.Delays;
import dev.drey.simulator.protocol.Link;
import dev.drey.simulator.protocol.Lull;
import dev.drey.simulator.protocol.ToAgent;
import dev.drey.simulator.protocol.ToMaster;
import dev.drey.simulator.world.Chance;
import dev.drey.simulator.world.Timeline;
import dev.drey.simulator.world.Timeline.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps the agent registered with the leading master: connects, registers, and does so again after silence.
 *
 * <p>The first attempt comes at random within the backoff, the wait after attempt n at random within 2^n times the
 * backoff, at most a minute. Without a ping for the time the master named, or after a ping that says the master holds
 * the agent for disconnected, it registers again. After a broken connection a real agent waits for the next ping to say
 * so; as no ping can come over a broken link, that wait is drawn from the ping interval.
 */
final class Registration {
    /* A master misses this many pings before it gives an agent up; the ping timeout it names is that multiple. */
    private static final int PINGS_PER_TIMEOUT = 5;
    private static final Link<ToMaster> NOWHERE = new DeadLink();

    private final Timeline timeline;
    private final Chance chance;
    private final Delays delays;
    private final Supplier<ToMaster> introduction;
    private final Consumer<ToAgent> receiver;
    private final Runnable onUnregistered;

    private Optional<MasterDial> master = Optional.empty();
    private Optional<Inbox> inbox = Optional.empty();
    private Link<ToMaster> link = NOWHERE;
    private boolean registered;
    private Duration pingTimeout = Duration.ofSeconds(75);
    private Timer attempt = () -> {};
    private final Silence silence;
    private Optional<Lull> lull = Optional.empty();

    Registration(
            Timeline timeline,
            Chance chance,
            Delays delays,
            Supplier<ToMaster> introduction,
            Consumer<ToAgent> receiver,
            Runnable onUnregistered) {
        this.timeline = timeline;
        this.chance = chance;
        this.delays = delays;
        this.introduction = introduction;
        this.receiver = receiver;
        this.onUnregistered = onUnregistered;
        this.silence = new Silence(timeline, "agent misses pings", this::register);
    }

    /** A master leads and can be reached so. */
    void connected(MasterDial dial) {
        disconnected();
        master = Optional.of(dial);
        register();
    }

    /** No master is known any more. */
    void disconnected() {
        unregistered();
        silence.cancel();
        hangUp();
        master = Optional.empty();
    }

    /** The master has admitted the agent. */
    void admitted(Duration newPingTimeout) {
        attempt.cancel();
        registered = true;
        pingTimeout = newPingTimeout;
        awaitPing();
    }

    void pinged(ToAgent.Ping ping) {
        link.send(new ToMaster.Pong());
        if (registered && !ping.connected()) {
            register();
        }
        awaitPing();
    }

    boolean isRegistered() {
        return registered;
    }

    /** Sends if registered; otherwise the message is lost. */
    void send(ToMaster message) {
        if (registered) {
            link.send(message);
        }
    }

    private void awaitPing() {
        if (lull.isEmpty()) {
            silence.endsAfter(pingTimeout);
        }
    }

    private void register() {
        unregistered();
        if (master.isPresent()) {
            attemptAfter(delays.registrationBackoff(), 1);
        }
    }

    private void attemptAfter(Duration bound, int number) {
        var delay = bound.toMillis() == 0 ? 0 : (long) (bound.toMillis() * chance.fraction("registration backoff"));
        attempt = timeline.after(Duration.ofMillis(delay), "agent registers", () -> attempt(number));
    }

    private void attempt(int number) {
        if (inbox.isEmpty()) {
            inbox = Optional.of(new Inbox());
            link = master.orElseThrow().dial(inbox.get());
        }
        link.send(introduction.get());
        var longer = delays.registrationBackoff().multipliedBy(1L << Math.min(number, 16));
        var max = delays.registrationBackoffMax();
        attemptAfter(longer.compareTo(max) < 0 ? longer : max, number + 1);
    }

    private void unregistered() {
        attempt.cancel();
        if (registered) {
            registered = false;
            onUnregistered.run();
        }
    }

    private void linkBroke() {
        inbox = Optional.empty();
        link = NOWHERE;
        if (registered) {
            unregistered();
            var pingInterval = pingTimeout.dividedBy(PINGS_PER_TIMEOUT).toMillis();
            var wait = Duration.ofMillis((long) (pingInterval * chance.fraction("time to the next ping")));
            silence.endsAfter(wait);
        }
    }

    private void hangUp() {
        inbox = Optional.empty();
        link.close();
        link = NOWHERE;
    }

    /** Where one connection comes in; silent as soon as it is replaced. */
    private final class Inbox implements Link<ToAgent> {
        @Override
        public void send(ToAgent message) {
            timeline.soon("agent receives " + message.getClass().getSimpleName(), () -> {
                if (isCurrent()) {
                    receiver.accept(message);
                }
            });
        }

        @Override
        public void sendAtOnce(ToAgent message) {
            if (isCurrent()) {
                receiver.accept(message);
            }
        }

        @Override
        public boolean take(Lull pings) {
            boolean taken = isCurrent() && registered;
            if (taken) {
                lull = Optional.of(pings);
                silence.cancel();
                pings.onEnd(sinceLast -> {
                    lull = Optional.empty();
                    silence.endsAfter(pingTimeout.minus(sinceLast));
                });
            }
            return taken;
        }

        @Override
        public void close() {
            timeline.soon("agent's link breaks", () -> {
                if (isCurrent()) {
                    linkBroke();
                }
            });
        }

        private boolean isCurrent() {
            return inbox.filter(current -> current == this).isPresent();
        }
    }

    private static final class DeadLink implements Link<ToMaster> {
        @Override
        public void send(ToMaster message) {}

        @Override
        public void close() {}
    }
}
