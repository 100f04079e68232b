/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.store.WorkerRecord;

/** Where a worker is in its life. The transitions are those of WorkerLifeCycle. */
public enum WorkerState {
    /** It has a place; the intent is being written. Nothing was sent. */
    PLACED,
    /**
     * The launch was sent; no news yet. An answer that the master does not know the task may be older than the
     * launch.
     */
    LAUNCHING,
    /** Its launch was sent some time or a connection ago, or by an earlier leader; the master is asked. */
    UNCERTAIN,
    /** Its task runs or is about to. */
    LIVE,
    /** Its agent is unreachable; the task may still run. */
    UNREACHABLE,
    /** It must go; that intent is being written. Nothing was sent. */
    RELEASING,
    /** It must go: kill is sent, and repeated, until it is gone. */
    KILLING,
    /** It must go, but its agent is unreachable: it is killed as soon as that comes back. */
    CONDEMNED,
    /** It ended or is given up; its removal is being written. */
    ENDING;

    /** That of a worker which an earlier leader left, with this goal. */
    public static WorkerState recovered(WorkerRecord.Goal goal) {
        return goal == WorkerRecord.Goal.RELEASED ? KILLING : UNCERTAIN;
    }
}
