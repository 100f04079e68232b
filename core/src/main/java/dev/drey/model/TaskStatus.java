/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.model;

import java.time.Instant;
import java.util.Optional;

/**
 * One status update, or one answer to reconciliation.
 *
 * @param task the task it tells of
 * @param state the state of the task
 * @param source who made it
 * @param reason the name of the Mesos reason without its prefix REASON_, for instance {@code RECONCILIATION}
 * @param message text for people; may be empty
 * @param agent where the task is or was
 * @param uuid present iff the update must be acknowledged: 16 bytes as 32 hexadecimal digits
 * @param timestamp when the update was made, by the clock of who made it
 */
public record TaskStatus(
        TaskId task,
        TaskState state,
        Source source,
        Optional<String> reason,
        String message,
        Optional<AgentId> agent,
        Optional<String> uuid,
        Instant timestamp) {

    /** Who made a status update (mesos.proto: TaskStatus.Source). */
    public enum Source {
        MASTER,
        AGENT,
        EXECUTOR,
        /** The update does not tell. */
        UNSPECIFIED
    }
}
