/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.FrameworkId;
import dev.drey.store.StoreChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The connection to the master: subscribes, remembers the framework id before it is used, notices silence, and lets
 * calls through only while subscribed.
 */
final class Subscription {
    /* A timer for silence that is moved by each event would be an effect per event. It stays where it is; when it
     * fires, it is set to where it should be by then. */
    private enum Phase {
        OFFLINE,
        CONNECTED,
        SUBSCRIBING,
        SUBSCRIBED
    }

    private final SchedulerSettings settings;
    private final Timers timers;
    private final PendingPersists persists;
    private Optional<FrameworkId> framework;
    private boolean durable;
    private boolean subscribedBefore;
    private Phase phase = Phase.OFFLINE;
    private Instant lastNews = Instant.MIN;
    private Duration patience = Duration.ZERO;

    Subscription(SchedulerSettings settings, Optional<FrameworkId> stored, Timers timers, PendingPersists persists) {
        this.settings = settings;
        this.timers = timers;
        this.persists = persists;
        this.framework = stored;
        this.durable = stored.isPresent();
    }

    Optional<FrameworkId> framework() {
        return framework;
    }

    /** Whether a master could be talked to, or is already. */
    boolean isConnected() {
        return phase != Phase.OFFLINE;
    }

    /** Whether there is a connection, and nothing was sent on it yet. */
    boolean isWaiting() {
        return phase == Phase.CONNECTED;
    }

    /** Whether this instance was never subscribed as the framework that it is. */
    boolean isFirst() {
        return !subscribedBefore;
    }

    boolean isSubscribing() {
        return phase == Phase.SUBSCRIBING;
    }

    boolean isSubscribed() {
        return phase == Phase.SUBSCRIBED;
    }

    /** Whether the framework id is durable as well, so that offers may be used. */
    boolean isReady() {
        return isSubscribed() && durable;
    }

    void connected() {
        phase = Phase.CONNECTED;
    }

    void subscribe(Turn turn, Set<String> suppressedRoles) {
        phase = Phase.SUBSCRIBING;
        turn.add(new Effect.Send(new Call.Subscribe(settings.framework(), framework, suppressedRoles)));
        expectNews(turn, settings.timeouts().subscribe());
    }

    /** Goes on once the framework id is durable. */
    void subscribed(Turn turn, Input.Subscribed in, PendingPersists.Durable ready) {
        phase = Phase.SUBSCRIBED;
        subscribedBefore = true;
        turn.count(Metric.SUBSCRIPTIONS);
        if (!framework.equals(Optional.of(in.framework()))) {
            framework = Optional.of(in.framework());
            durable = false;
            persists.write(turn, new StoreChange.PutFrameworkId(in.framework()), then -> {
                durable = framework.equals(Optional.of(in.framework()));
                if (isReady()) {
                    ready.then(then);
                }
            });
        }
        expectNews(turn, in.heartbeatInterval().multipliedBy(settings.timeouts().missedHeartbeats()));
        if (durable) {
            ready.then(turn);
        }
    }

    void heard(Turn turn) {
        lastNews = turn.now();
    }

    /** Returns whether the master has been silent for too long. */
    boolean isSilent(Turn turn) {
        var deadline = lastNews.plus(patience);
        if (deadline.isAfter(turn.now())) {
            timers.set(turn, TimerKey.Kind.HEARTBEAT_SILENCE, deadline);
            return false;
        }
        return true;
    }

    Duration patience() {
        return patience;
    }

    void offline(Turn turn) {
        phase = Phase.OFFLINE;
        timers.cancel(turn, TimerKey.Kind.HEARTBEAT_SILENCE);
    }

    void forgetFramework() {
        framework = Optional.empty();
        durable = false;
        subscribedBefore = false;
    }

    /** Sends a call if subscribed. Otherwise the call would be lost: what matters is sent again after subscribing. */
    void send(Turn turn, Call call) {
        if (isSubscribed()) {
            turn.add(new Effect.Send(call));
        }
    }

    /* A transport without heartbeats tells an interval of zero and notices dead connections itself. */
    private void expectNews(Turn turn, Duration limit) {
        lastNews = turn.now();
        patience = limit;
        if (limit.isZero()) {
            timers.cancel(turn, TimerKey.Kind.HEARTBEAT_SILENCE);
        } else {
            timers.set(turn, TimerKey.Kind.HEARTBEAT_SILENCE, turn.now().plus(limit));
        }
    }
}
