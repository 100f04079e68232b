/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.store;

import dev.drey.model.AgentId;
import dev.drey.model.TaskId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is remembered of a worker across crashes. Written before its launch is sent, removed when its end is known.
 *
 * @param task the worker, and its Mesos task
 * @param profile the name of its {@link dev.drey.model.WorkerProfile}
 * @param agent where it was placed
 * @param hostname the host name of that agent
 * @param goal what is to become of it
 * @param values what the agent had for the fields that placement rules look at, by the names of the fields
 * @param ports its ports, ascending; none in records of versions that did not write them
 */
public record WorkerRecord(
        TaskId task,
        String profile,
        AgentId agent,
        String hostname,
        Goal goal,
        Map<String, String> values,
        List<Integer> ports) {

    public WorkerRecord {
        ports = List.copyOf(ports);
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** A record without values of its agent and without ports. */
    public WorkerRecord(TaskId task, String profile, AgentId agent, String hostname, Goal goal) {
        this(task, profile, agent, hostname, goal, Map.of(), List.of());
    }

    /** The persisted intent; it never goes back. */
    public enum Goal {
        /** It shall live. */
        LAUNCHED,
        /** It shall be gone: kill it whenever it shows up. */
        RELEASED
    }

    public WorkerRecord released() {
        return new WorkerRecord(task, profile, agent, hostname, Goal.RELEASED, values, ports);
    }
}
