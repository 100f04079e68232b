/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario;

import java.time.Duration;
import java.util.List;

/**
 * A story to be played: a cluster, what is wanted of it, what goes wrong, and how it must end.
 *
 * @param name one sentence
 * @param end when the story ends, counted from its beginning
 */
public record Scenario(
        String name, Cluster cluster, Worker worker, List<Step> steps, Duration end, Expectation expectation) {
    public Scenario {
        steps = List.copyOf(steps);
    }

    /**
     * The Mesos cluster.
     *
     * @param resources of each agent, as the flag {@code --resources} of a Mesos agent
     * @param attributes of each agent, as the flag {@code --attributes}; may be empty
     */
    public record Cluster(int agents, String resources, String attributes) {}

    /** What a worker needs; {@code mem} in MiB. */
    public record Worker(double cpus, double mem, int ports) {}

    /** Something that is done at a time counted from the beginning. */
    public sealed interface Step {
        Duration at();
    }

    /** The client declares how many workers it wants in all. */
    public record WantWorkers(Duration at, int count) implements Step {}

    /** The appmaster is killed, and started again after {@code down}. */
    public record KillAppmaster(Duration at, Duration down) implements Step {}

    /**
     * How it must end.
     *
     * @param workersRunning tasks that run according to the master
     * @param launches tasks ever launched
     */
    public record Expectation(int workersRunning, int launches) {}
}
