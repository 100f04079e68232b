/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.fault;

import dev.drey.simulator.world.Choices;
import java.time.Duration;

/** The plan of a seed for which nobody has written a scenario: a small cluster, some tasks, and all kinds of faults. */
public final class MixedPlan {
    private static final String RESOURCES = "cpus:4;mem:8192;ports:[31000-32000]";
    private static final int TASKS_PER_AGENT = 2;
    private static final Duration RUN = Duration.ofMinutes(10);
    private static final Duration SETTLE = Duration.ofMinutes(25);

    private MixedPlan() {}

    /** Draws it. There is room for all tasks that are ever wanted, also for one while its predecessor is ending. */
    public static Plan draw(Choices choices) {
        int agents = 2 + choices.below("agents", 3);
        var cluster = new Plan.Cluster(agents, RESOURCES, "rack:a", 2, 1024, 2);
        return Nemesis.mixed(choices).draw(cluster, agents * TASKS_PER_AGENT - 1, RUN, SETTLE);
    }
}
