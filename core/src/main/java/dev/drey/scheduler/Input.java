/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.AgentId;
import dev.drey.model.FrameworkId;
import dev.drey.model.InverseOffer;
import dev.drey.model.Offer;
import dev.drey.model.OfferId;
import dev.drey.model.TaskId;
import dev.drey.model.TaskStatus;
import dev.drey.model.WorkerProfile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All that can happen to the scheduler. A callback of the shell only turns into one of these and is queued. */
public sealed interface Input {

    <R> R match(Cases<R> cases);

    /** One method per input, so that a new input breaks every incomplete dispatch at compile time. */
    interface Cases<R> {
        R connected(Connected in);

        R disconnected(Disconnected in);

        R subscribed(Subscribed in);

        R offers(Offers in);

        R rescinded(Rescinded in);

        R inverseOffers(InverseOffers in);

        R inverseOfferRescinded(InverseOfferRescinded in);

        R statusUpdate(StatusUpdate in);

        R agentFailure(AgentFailure in);

        R heartbeat(Heartbeat in);

        R masterError(MasterError in);

        R persisted(Persisted in);

        R persistFailed(PersistFailed in);

        R timerFired(TimerFired in);

        R workersDeclared(WorkersDeclared in);

        R workerReleased(WorkerReleased in);

        R workerRegistered(WorkerRegistered in);

        R teardownRequested(TeardownRequested in);
    }

    /** The transport can reach a master; SUBSCRIBE may be sent. */
    record Connected() implements Input {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.connected(this);
        }
    }

    /** The subscription is broken: held offers are void, calls will be lost. */
    record Disconnected() implements Input {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.disconnected(this);
        }
    }

    /** The master accepted the subscription. */
    record Subscribed(FrameworkId framework, Duration heartbeatInterval) implements Input {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.subscribed(this);
        }
    }

    /** Offers of one allocation run. */
    record Offers(List<Offer> offers) implements Input {
        public Offers {
            offers = List.copyOf(offers);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.offers(this);
        }
    }

    /** The master took an offer back. */
    record Rescinded(OfferId offer) implements Input {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.rescinded(this);
        }
    }

    /** The master asks to give agents back for maintenance. */
    record InverseOffers(List<InverseOffer> offers) implements Input {
        public InverseOffers {
            offers = List.copyOf(offers);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.inverseOffers(this);
        }
    }

    /** The master took an inverse offer back. */
    record InverseOfferRescinded(OfferId offer) implements Input {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.inverseOfferRescinded(this);
        }
    }

    /** News of a task. */
    record StatusUpdate(TaskStatus status) implements Input {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.statusUpdate(this);
        }
    }

    /** An agent is gone or unreachable, or (with {@code executor}) an executor on it ended. */
    record AgentFailure(Optional<AgentId> agent, Optional<String> executor) implements Input {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.agentFailure(this);
        }
    }

    /** The stream is alive. */
    record Heartbeat() implements Input {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.heartbeat(this);
        }
    }

    /** The master refused the subscription or ended it; the stream is closed afterwards. */
    record MasterError(String message) implements Input {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.masterError(this);
        }
    }

    /** The change of this ticket is durable. */
    record Persisted(long ticket) implements Input {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.persisted(this);
        }
    }

    /** The change of this ticket is not durable. {@code fenced} means that another instance leads now. */
    record PersistFailed(long ticket, boolean fenced, String message) implements Input {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.persistFailed(this);
        }
    }

    /** A timer set by {@link Effect.SetTimer} went off. */
    record TimerFired(TimerKey key) implements Input {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.timerFired(this);
        }
    }

    /**
     * The client wants {@code count} workers of this profile in all: those launched and neither released nor ended,
     * plus those still to be launched. Level-triggered: the last declaration counts.
     */
    record WorkersDeclared(WorkerProfile profile, int count) implements Input {
        public WorkersDeclared {
            if (count < 0) {
                throw new IllegalArgumentException("workers declared below zero: " + count);
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.workersDeclared(this);
        }
    }

    /** The client no longer wants this worker: it is killed, and the declared count of its profile falls by one. */
    record WorkerReleased(TaskId worker) implements Input {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.workerReleased(this);
        }
    }

    /** The process of this worker reported to the client. */
    record WorkerRegistered(TaskId worker) implements Input {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.workerRegistered(this);
        }
    }

    /** The client is done for good: remove the framework, forget everything. */
    record TeardownRequested() implements Input {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.teardownRequested(this);
        }
    }
}
