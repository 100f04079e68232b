/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.AgentId;
import dev.drey.model.FrameworkId;
import dev.drey.model.OfferId;
import dev.drey.model.Resource;
import dev.drey.model.TaskId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the scheduler says to the master: the calls of the Mesos v1 scheduler API that it uses. */
public sealed interface Call {

    <R> R match(Cases<R> cases);

    /** One method per call, so that a new call breaks every incomplete dispatch at compile time. */
    interface Cases<R> {
        R subscribe(Subscribe call);

        R accept(Accept call);

        R decline(Decline call);

        R acceptInverseOffers(AcceptInverseOffers call);

        R declineInverseOffers(DeclineInverseOffers call);

        R revive(Revive call);

        R suppress(Suppress call);

        R kill(Kill call);

        R acknowledge(Acknowledge call);

        R reconcile(Reconcile call);

        R teardown(Teardown call);
    }

    /** Subscribes; with an id it resumes that framework, without one the master makes a new one. */
    record Subscribe(FrameworkSettings settings, Optional<FrameworkId> id, Set<String> suppressedRoles)
            implements Call {
        public Subscribe {
            suppressedRoles = Collections.unmodifiableSet(new TreeSet<>(suppressedRoles));
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.subscribe(this);
        }
    }

    /** Launches workers on offers of one agent and one role; what they leave is refused for {@code refuse}. */
    record Accept(List<OfferId> offers, List<Launch> launches, Duration refuse) implements Call {
        public Accept {
            offers = List.copyOf(offers);
            launches = List.copyOf(launches);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.accept(this);
        }
    }

    /** Gives offers back and asks not to be offered them again for {@code refuse}. */
    record Decline(List<OfferId> offers, Duration refuse) implements Call {
        public Decline {
            offers = List.copyOf(offers);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.decline(this);
        }
    }

    /** Agrees to give agents back for maintenance; asks not to be asked again for {@code refuse}. */
    record AcceptInverseOffers(List<OfferId> offers, Duration refuse) implements Call {
        public AcceptInverseOffers {
            offers = List.copyOf(offers);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.acceptInverseOffers(this);
        }
    }

    /** Says that agents will not be given back by themselves; asks not to be asked again for {@code refuse}. */
    record DeclineInverseOffers(List<OfferId> offers, Duration refuse) implements Call {
        public DeclineInverseOffers {
            offers = List.copyOf(offers);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.declineInverseOffers(this);
        }
    }

    /** Asks for offers again and clears all filters of these roles. */
    record Revive(Set<String> roles) implements Call {
        public Revive {
            roles = Collections.unmodifiableSet(new TreeSet<>(roles));
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.revive(this);
        }
    }

    /** Asks for no more offers to these roles. */
    record Suppress(Set<String> roles) implements Call {
        public Suppress {
            roles = Collections.unmodifiableSet(new TreeSet<>(roles));
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.suppress(this);
        }
    }

    /** Kills a task; may be lost, so it is repeated until a terminal update comes. */
    record Kill(TaskId task, Optional<AgentId> agent) implements Call {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.kill(this);
        }
    }

    /** Acknowledges a status update that carries this uuid (32 hexadecimal digits). */
    record Acknowledge(TaskId task, AgentId agent, String uuid) implements Call {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.acknowledge(this);
        }
    }

    /** Asks for the state of these tasks, or of all the master knows if the list is empty. */
    record Reconcile(List<Subject> tasks) implements Call {
        public Reconcile {
            tasks = List.copyOf(tasks);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reconcile(this);
        }

        /** A task to be reconciled. Without agent an unreachable task is answered as unknown. */
        public record Subject(TaskId task, Optional<AgentId> agent) {}
    }

    /** Removes the framework for good: the master kills its tasks and retires its id. */
    record Teardown() implements Call {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.teardown(this);
        }
    }

    /**
     * One worker to be launched with exactly these resources; {@code ports} are those of its port resources,
     * ascending.
     */
    record Launch(
            TaskId task,
            AgentId agent,
            String hostname,
            String profile,
            List<Resource> resources,
            List<Integer> ports) {
        public Launch {
            resources = List.copyOf(resources);
            ports = List.copyOf(ports);
        }
    }
}
