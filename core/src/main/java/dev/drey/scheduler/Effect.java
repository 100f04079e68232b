/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.store.StoreChange;
import java.time.Instant;

/** All that the scheduler can ask of the shell. Effects of one step are carried out in order. */
public sealed interface Effect {

    <R> R match(Cases<R> cases);

    /** One method per effect, so that a new effect breaks every incomplete dispatch at compile time. */
    interface Cases<R> {
        R send(Send effect);

        R reconnect(Reconnect effect);

        R persist(Persist effect);

        R setTimer(SetTimer effect);

        R cancelTimer(CancelTimer effect);

        R notifyClient(NotifyClient effect);

        R explain(Explain effect);

        R count(Count effect);

        R halt(Halt effect);
    }

    /** Send a call to the master. It may be lost without notice. */
    record Send(Call call) implements Effect {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.send(this);
        }
    }

    /** Drop the connection, back off, detect the master again and connect. */
    record Reconnect(String reason) implements Effect {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reconnect(this);
        }
    }

    /** Make a change durable, then answer with Persisted or PersistFailed of the same ticket. Tickets ascend. */
    record Persist(long ticket, StoreChange change) implements Effect {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.persist(this);
        }
    }

    /** Fire this timer at {@code at}; replaces an earlier setting of the same key. */
    record SetTimer(TimerKey key, Instant at) implements Effect {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.setTimer(this);
        }
    }

    /** Forget this timer, if it is set. */
    record CancelTimer(TimerKey key) implements Effect {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.cancelTimer(this);
        }
    }

    /** Tell the client of the fleet. */
    record NotifyClient(FleetEvent event) implements Effect {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.notifyClient(this);
        }
    }

    /** Remember, for people, why wanted workers of a profile are not placed ({@code text} empty: all are placed). */
    record Explain(String profile, String text) implements Effect {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.explain(this);
        }
    }

    /** Raise a counter by one. */
    record Count(Metric metric) implements Effect {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.count(this);
        }
    }

    /** Stop this instance: it must not act any more. Workers live on. */
    record Halt(Reason reason, String message) implements Effect {
        /** Why an instance has to stop. */
        public enum Reason {
            /** Another instance leads; this one must fall silent. */
            FENCED,
            /** Another scheduler subscribed with our framework id. */
            SUPERSEDED,
            /** The master removed the framework; see the message for what to do. */
            FRAMEWORK_REMOVED,
            /** The master refuses the subscription for good, for instance a wrong role. */
            REFUSED,
            /** The store cannot be written. */
            STORE_FAILED,
            /** A bug showed itself; nothing more is done, so that it does no harm. The shell halts with this one. */
            INTERNAL_ERROR
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.halt(this);
        }
    }
}
