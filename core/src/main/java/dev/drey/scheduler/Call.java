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

    /** Subscribes; with an id it resumes that framework, without one the master makes a new one. */
    record Subscribe(FrameworkSettings settings, Optional<FrameworkId> id, Set<String> suppressedRoles)
            implements Call {
        public Subscribe {
            suppressedRoles = Collections.unmodifiableSet(new TreeSet<>(suppressedRoles));
        }
    }

    /** Launches workers on offers of one agent and one role; what they leave is refused for {@code refuse}. */
    record Accept(List<OfferId> offers, List<Launch> launches, Duration refuse) implements Call {
        public Accept {
            offers = List.copyOf(offers);
            launches = List.copyOf(launches);
        }
    }

    /** Gives offers back and asks not to be offered them again for {@code refuse}. */
    record Decline(List<OfferId> offers, Duration refuse) implements Call {
        public Decline {
            offers = List.copyOf(offers);
        }
    }

    /** Asks for offers again and clears all filters of these roles. */
    record Revive(Set<String> roles) implements Call {
        public Revive {
            roles = Collections.unmodifiableSet(new TreeSet<>(roles));
        }
    }

    /** Asks for no more offers to these roles. */
    record Suppress(Set<String> roles) implements Call {
        public Suppress {
            roles = Collections.unmodifiableSet(new TreeSet<>(roles));
        }
    }

    /** Kills a task; may be lost, so it is repeated until a terminal update comes. */
    record Kill(TaskId task, Optional<AgentId> agent) implements Call {}

    /** Acknowledges a status update that carries this uuid (32 hexadecimal digits). */
    record Acknowledge(TaskId task, AgentId agent, String uuid) implements Call {}

    /** Asks for the state of these tasks, or of all the master knows if the list is empty. */
    record Reconcile(List<Subject> tasks) implements Call {
        public Reconcile {
            tasks = List.copyOf(tasks);
        }

        /** A task to be reconciled. Without agent an unreachable task is answered as unknown. */
        public record Subject(TaskId task, Optional<AgentId> agent) {}
    }

    /** Removes the framework for good: the master kills its tasks and retires its id. */
    record Teardown() implements Call {}

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
