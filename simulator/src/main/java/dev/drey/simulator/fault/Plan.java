/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.fault;

import java.time.Duration;
import java.util.ArrayList;
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
     * @param resources of each agent, as the flag {@code --resources} of a Mesos agent
     * @param attributes of each agent, as the flag {@code --attributes}; may be empty
     * @param mem of a task, in MiB
     */
    public record Cluster(int agents, String resources, String attributes, double cpus, double mem, int ports) {}

    /** Something that is done at a time counted from the beginning. */
    public sealed interface Step {
        Duration at();
    }

    /** From now on this many tasks are wanted in all. */
    public record Want(Duration at, int count) implements Step {}

    /** Something goes wrong. */
    public record Inject(Duration at, Fault fault) implements Step {}

    public Plan with(List<Step> others) {
        return new Plan(cluster, others, run, settle);
    }

    public Plan lasting(Duration shorter) {
        return new Plan(cluster, steps, shorter, settle);
    }
}
