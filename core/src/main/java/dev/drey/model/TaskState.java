/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.model;

/** The fourteen task states of the Mesos v1 API (mesos.proto: TaskState), without their prefix TASK_. */
public enum TaskState {
    /** Known to the master, not yet to an executor; seen only in answers to reconciliation. */
    STAGING(false),
    /** The executor has it and starts it. */
    STARTING(false),
    /** The process runs. */
    RUNNING(false),
    /** A kill was received and the grace period runs. */
    KILLING(false),
    /** Ended by itself with exit status 0. */
    FINISHED(true),
    /** Ended by itself with a failure, or could not be started. */
    FAILED(true),
    /** Ended on request. */
    KILLED(true),
    /** Refused: the task description is invalid or not allowed. */
    ERROR(true),
    /** Lost as far as the master can tell; may come back when its agent does. */
    LOST(true),
    /** Never started: the launch did not reach an executor. */
    DROPPED(true),
    /** Its agent is unreachable; the task may still run. */
    UNREACHABLE(false),
    /** Ended because its executor or agent state is gone. */
    GONE(true),
    /** An operator said that the agent is gone; no proof that the process is dead. */
    GONE_BY_OPERATOR(true),
    /** The master knows neither the task nor its agent. */
    UNKNOWN(false);

    private final boolean terminal;

    TaskState(boolean terminal) {
        this.terminal = terminal;
    }

    /** Whether the master counts the task as ended. LOST and GONE_BY_OPERATOR count, although the process may live. */
    public boolean isTerminal() {
        return terminal;
    }
}
