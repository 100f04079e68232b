/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.status;

import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import dev.drey.scheduler.Call;
import dev.drey.scheduler.Effect;
import dev.drey.scheduler.Input;
import dev.drey.status.FleetStatus.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** How the connection to the master is, and what was asked on it about workers. */
final class MasterBook {
    private Connection connection = Connection.OFFLINE;
    private Instant since;
    private Optional<String> framework = Optional.empty();
    private Optional<Instant> lastContact = Optional.empty();
    private Optional<Duration> heartbeat = Optional.empty();
    private Optional<String> lastError = Optional.empty();
    private Optional<Instant> lastAsked = Optional.empty();
    private Optional<Instant> lastAskedForAll = Optional.empty();
    private final Set<TaskId> unanswered = new LinkedHashSet<>();

    MasterBook(Instant now) {
        since = now;
    }

    void remember(Optional<FrameworkId> stored) {
        framework = stored.map(FrameworkId::value);
    }

    /** Returns whether all offers are void now. */
    boolean on(Instant now, Input input) {
        if (isNews(input)) {
            lastContact = Optional.of(now);
        }
        if (input instanceof Input.Connected) {
            become(now, Connection.CONNECTED);
            return true;
        }
        if (input instanceof Input.Subscribed in) {
            become(now, Connection.SUBSCRIBED);
            framework = Optional.of(in.framework().value());
            heartbeat = Optional.of(in.heartbeatInterval()).filter(interval -> !interval.isZero());
            lastError = Optional.empty();
            return true;
        }
        if (input instanceof Input.StatusUpdate in) {
            unanswered.remove(in.status().task());
        }
        if (input instanceof Input.MasterError in) {
            lastError = Optional.of(in.message());
        }
        return (input instanceof Input.Disconnected || input instanceof Input.MasterError) && goOffline(now);
    }

    /** Returns whether all offers are void now. */
    boolean on(Instant now, Effect effect) {
        if (effect instanceof Effect.Send send && send.call() instanceof Call.Reconcile asked) {
            lastAsked = Optional.of(now);
            if (asked.tasks().isEmpty()) {
                lastAskedForAll = lastAsked;
            }
            asked.tasks().forEach(subject -> unanswered.add(subject.task()));
        }
        return effect instanceof Effect.Reconnect && goOffline(now);
    }

    void gone(TaskId task) {
        unanswered.remove(task);
    }

    FleetStatus.Master master() {
        return new FleetStatus.Master(connection, since, framework, lastContact, heartbeat, lastError);
    }

    FleetStatus.Reconciliation reconciliation() {
        return new FleetStatus.Reconciliation(
                lastAsked,
                lastAskedForAll,
                unanswered.stream().map(TaskId::value).toList());
    }

    private static boolean isNews(Input input) {
        return input instanceof Input.Subscribed
                || input instanceof Input.Offers
                || input instanceof Input.Rescinded
                || input instanceof Input.InverseOffers
                || input instanceof Input.InverseOfferRescinded
                || input instanceof Input.StatusUpdate
                || input instanceof Input.AgentFailure
                || input instanceof Input.Heartbeat
                || input instanceof Input.MasterError;
    }

    private boolean goOffline(Instant now) {
        become(now, Connection.OFFLINE);
        unanswered.clear();
        return true;
    }

    private void become(Instant now, Connection next) {
        if (connection != next) {
            connection = next;
            since = now;
        }
    }
}
