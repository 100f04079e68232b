/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.TaskState;
import dev.drey.model.TaskStatus;

/** What can happen to a worker: news of its task, and what this side does or waits for. */
enum TaskEvent {
    /** The master has it, no executor does yet. */
    STAGING,
    /** Its executor starts it. */
    STARTING,
    /** Its process runs. */
    RUNNING,
    /** Its process was told to end. */
    BEING_KILLED,
    /** Its process ended with status 0. */
    FINISHED,
    /** It failed, or could not be started. */
    FAILED,
    /** It was killed. */
    KILLED,
    /** It was refused. */
    ERROR,
    /** It is lost as far as the master can tell; it may still come back. */
    LOST,
    /** It was never started. */
    DROPPED,
    /** Its agent is unreachable. */
    UNREACHABLE,
    /** It ended with its executor or agent state. */
    GONE,
    /** An operator declared its agent gone. */
    GONE_BY_OPERATOR,
    /** The master knows neither it nor its agent. */
    UNKNOWN,
    /** The master was asked and answers GONE or LOST, because it does not know the task. */
    MISSING,
    /** Its launch was sent. */
    LAUNCH_SENT,
    /** Its launch got no answer for too long. */
    LAUNCH_TIMEOUT,
    /** The connection broke, or another one was made. */
    DISCONNECTED,
    /** Its process reported to the client. */
    REGISTERED,
    /** The client lets it go. */
    RELEASE,
    /** This side lets it go although the client wants it: it will be told, and another one is wanted. */
    GIVE_UP,
    /** Its agent has been unreachable for so long that it is replaced. */
    REPLACE_DUE,
    /** Its agent has been unreachable for so long that it is forgotten. */
    EXPUNGE_DUE,
    /** That it is to go is durable. */
    RELEASE_STORED,
    /** A kill got no answer for too long. */
    KILL_RETRY,
    /** That it ended is durable. */
    END_STORED;

    /* Answers to RECONCILE for a task the master does not know are GONE (or LOST without partition awareness), made by
     * the master with the reason RECONCILIATION (mesos master.cpp: reconcile). The agent uses the same reason, with a
     * uuid, for launches that never reached it: those are facts. */
    static TaskEvent of(TaskStatus status) {
        var isAnswer = status.source() == TaskStatus.Source.MASTER
                && status.uuid().isEmpty()
                && status.reason().filter("RECONCILIATION"::equals).isPresent();
        return isAnswer && (status.state() == TaskState.GONE || status.state() == TaskState.LOST)
                ? MISSING
                : of(status.state());
    }

    private static TaskEvent of(TaskState state) {
        return state == TaskState.KILLING ? BEING_KILLED : valueOf(state.name());
    }

    /** Whether it tells that the master does not know the task. */
    boolean isAbsence() {
        return this == UNKNOWN || this == MISSING;
    }

    /** Whether it tells that the task is there, on an agent that can be reached. */
    boolean isPresence() {
        return isAlive() || this == BEING_KILLED;
    }

    /** Whether it tells that a process runs, or may start yet, that nobody told to end. */
    boolean isAlive() {
        return this == STAGING || this == STARTING || this == RUNNING;
    }
}
