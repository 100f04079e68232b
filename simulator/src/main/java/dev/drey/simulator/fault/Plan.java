/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.fault;

import dev.drey.simulator.master.MasterConfig;
import dev.drey.simulator.oracle.Gauges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * All that is done to a world, and when: what is wanted of the framework, and what goes wrong.
 *
 * <p>At the end of {@code run} all faults are healed; then the world has {@code settle} to come to rest.
 */
public record Plan(Cluster cluster, List<Step> steps, Duration run, Duration settle) {
    public Plan {
        var sorted = new ArrayList<>(steps);
        sorted.sort(Comparator.comparing(Step::at));
        steps = List.copyOf(sorted);
    }

    /**
     * The cluster and what its tasks need.
     *
     * @param mem of a task, in MiB
     */
    public record Cluster(List<Machine> machines, Setting setting, double cpus, double mem, int ports) {
        public Cluster {
            machines = List.copyOf(machines);
        }

        /** Machines that are all alike, and nobody else on them. */
        public Cluster(int agents, String resources, String attributes, double cpus, double mem, int ports) {
            this(Collections.nCopies(agents, new Machine(resources, attributes, "")), Setting.EMPTY, cpus, mem, ports);
        }

        public int agents() {
            return machines.size();
        }
    }

    /**
     * A machine with an agent.
     *
     * @param resources as the flag {@code --resources} of a Mesos agent
     * @param attributes as the flag {@code --attributes}; may be empty
     * @param domain {@code region/zone}; may be empty
     */
    public record Machine(String resources, String attributes, String domain) {}

    /** Who else is on the cluster, and how its masters are set. */
    public record Setting(List<Guest> guests, List<Quota> quotas, MasterConfig masters) {
        public static final Setting EMPTY = new Setting(List.of(), List.of(), MasterConfig.DEFAULT);

        public Setting {
            guests = List.copyOf(guests);
            quotas = List.copyOf(quotas);
        }
    }

    /**
     * Another framework, which keeps some tasks running.
     *
     * @param task what each needs, as resources of Mesos in text form
     */
    public record Guest(String name, String role, int tasks, String task) {}

    /**
     * What is kept ready for a role, and what it may have at most; both as resources of Mesos in text form, and may be
     * empty.
     */
    public record Quota(String role, String guarantee, String limit) {}

    /** Something that is done at a time counted from the beginning. */
    public sealed interface Step {
        Duration at();
    }

    /** From now on this many tasks are wanted in all. */
    public record Want(Duration at, int count) implements Step {}

    /** Something goes wrong. */
    public record Inject(Duration at, Fault fault) implements Step {}

    /**
     * Something that is done once the chained steps before it are done and a situation has come.
     *
     * @param at not before this time
     * @param delay how long after the situation has come
     */
    public record Chained(Duration at, Trigger trigger, Duration delay, Step step) implements Step {}

    /** Something that must hold at a time. */
    public record Check(Duration at, Trigger trigger) implements Step {}

    /** A situation that a step waits for, or checks. Its text is shown to people. */
    public interface Trigger {
        boolean holds(Gauges gauges);

        /** What there is instead while it does not hold. */
        String explain(Gauges gauges);
    }

    public Plan with(List<Step> others) {
        return new Plan(cluster, others, run, settle);
    }

    public Plan lasting(Duration shorter) {
        return new Plan(cluster, steps, shorter, settle);
    }
}
