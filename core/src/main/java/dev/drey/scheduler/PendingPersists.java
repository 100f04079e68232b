/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.Check;
import dev.drey.store.StoreChange;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes one change after the other and goes on with what depends on a change once it is durable.
 *
 * <p>A failed write is repeated with growing pauses; if it fails for good, this instance halts. Being fenced halts at
 * once.
 */
final class PendingPersists {
    /* One write at a time: a repeated write would otherwise overtake a later one of the same worker and bring back what
     * was removed. While much waits, nothing new is begun; what happens by itself, like the end of a worker, must be
     * written, and if even that is too much, a standby with a better line to the store should lead. */
    static final int ROOM_FOR_LAUNCHES = 100;
    static final int MOST_WAITING = 10_000;

    private final Timeouts timeouts;
    private final Timers timers;
    private final Deque<Entry> queue = new ArrayDeque<>();
    private long lastTicket;
    private boolean inFlight;
    private int failures;

    /** What to do once a change is durable. */
    interface Durable {
        void then(Turn turn);
    }

    private record Entry(StoreChange change, Durable durable) {}

    PendingPersists(Timeouts timeouts, Timers timers) {
        this.timeouts = timeouts;
        this.timers = timers;
    }

    void write(Turn turn, StoreChange change, Durable durable) {
        queue.add(new Entry(change, durable));
        if (queue.size() > MOST_WAITING) {
            turn.halt(
                    Effect.Halt.Reason.STORE_FAILED,
                    "the store is too slow: more than " + MOST_WAITING + " changes wait to be written");
        }
        next(turn);
    }

    /** Whether so much waits to be written that no launches should be added. */
    boolean isBusy() {
        return queue.size() >= ROOM_FOR_LAUNCHES;
    }

    int waiting() {
        return queue.size();
    }

    void persisted(Turn turn, long ticket) {
        land(ticket);
        failures = 0;
        queue.remove().durable().then(turn);
        next(turn);
    }

    void failed(Turn turn, Input.PersistFailed failure) {
        land(failure.ticket());
        failures++;
        if (failure.fenced()) {
            turn.halt(Effect.Halt.Reason.FENCED, "another instance leads now: " + failure.message());
        } else if (failures >= timeouts.persistAttempts()) {
            turn.halt(
                    Effect.Halt.Reason.STORE_FAILED,
                    "the store could not be written in " + failures + " attempts: " + failure.message());
        } else {
            timers.set(
                    turn,
                    TimerKey.Kind.PERSIST_RETRY,
                    turn.now().plus(timeouts.persist().after(failures - 1)));
        }
    }

    void retry(Turn turn) {
        next(turn);
    }

    private void land(long ticket) {
        Check.that(inFlight && ticket == lastTicket, "ticket %s was answered, but %s is in flight", ticket, lastTicket);
        inFlight = false;
    }

    private void next(Turn turn) {
        var isWaiting = timers.isSet(TimerKey.of(TimerKey.Kind.PERSIST_RETRY));
        if (!inFlight && !isWaiting && !queue.isEmpty()) {
            lastTicket++;
            inFlight = true;
            turn.add(new Effect.Persist(lastTicket, queue.element().change()));
        }
    }
}
