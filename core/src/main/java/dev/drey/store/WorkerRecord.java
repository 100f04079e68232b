/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.store;

import dev.drey.model.AgentId;
import dev.drey.model.TaskId;

/**
 * What is remembered of a worker across crashes. Written before its launch is sent, removed when its end is known.
 *
 * @param task the worker, and its Mesos task
 * @param profile the name of its {@link dev.drey.model.WorkerProfile}
 * @param agent where it was placed
 * @param hostname the host name of that agent
 * @param goal what is to become of it
 */
public record WorkerRecord(TaskId task, String profile, AgentId agent, String hostname, Goal goal) {

    /** The persisted intent; it never goes back. */
    public enum Goal {
        /** It shall live. */
        LAUNCHED,
        /** It shall be gone: kill it whenever it shows up. */
        RELEASED
    }

    public WorkerRecord released() {
        return new WorkerRecord(task, profile, agent, hostname, Goal.RELEASED);
    }
}
