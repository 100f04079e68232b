/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import static dev.drey.scheduler.TaskEvent.BEING_KILLED;
import static dev.drey.scheduler.TaskEvent.DISCONNECTED;
import static dev.drey.scheduler.TaskEvent.DROPPED;
import static dev.drey.scheduler.TaskEvent.END_STORED;
import static dev.drey.scheduler.TaskEvent.ERROR;
import static dev.drey.scheduler.TaskEvent.EXPUNGE_DUE;
import static dev.drey.scheduler.TaskEvent.FAILED;
import static dev.drey.scheduler.TaskEvent.FINISHED;
import static dev.drey.scheduler.TaskEvent.GIVE_UP;
import static dev.drey.scheduler.TaskEvent.GONE;
import static dev.drey.scheduler.TaskEvent.GONE_BY_OPERATOR;
import static dev.drey.scheduler.TaskEvent.KILLED;
import static dev.drey.scheduler.TaskEvent.KILL_RETRY;
import static dev.drey.scheduler.TaskEvent.LAUNCH_SENT;
import static dev.drey.scheduler.TaskEvent.LAUNCH_TIMEOUT;
import static dev.drey.scheduler.TaskEvent.LOST;
import static dev.drey.scheduler.TaskEvent.MISSING;
import static dev.drey.scheduler.TaskEvent.REGISTERED;
import static dev.drey.scheduler.TaskEvent.RELEASE;
import static dev.drey.scheduler.TaskEvent.RELEASE_STORED;
import static dev.drey.scheduler.TaskEvent.REPLACE_DUE;
import static dev.drey.scheduler.TaskEvent.RUNNING;
import static dev.drey.scheduler.TaskEvent.STAGING;
import static dev.drey.scheduler.TaskEvent.STARTING;
import static dev.drey.scheduler.TaskEvent.UNKNOWN;
import static dev.drey.scheduler.WorkerState.CONDEMNED;
import static dev.drey.scheduler.WorkerState.ENDING;
import static dev.drey.scheduler.WorkerState.KILLING;
import static dev.drey.scheduler.WorkerState.LAUNCHING;
import static dev.drey.scheduler.WorkerState.LIVE;
import static dev.drey.scheduler.WorkerState.PLACED;
import static dev.drey.scheduler.WorkerState.RELEASING;
import static dev.drey.scheduler.WorkerState.UNCERTAIN;
import static dev.drey.scheduler.WorkerState.UNREACHABLE;

import java.util.List;
import java.util.Optional;

/**
 * What becomes of a worker: for every state and event the next state and what to do.
 *
 *  * <pre>
 *                  PLACED     LAUNCHING  UNCERTAIN  LIVE       UNREACH.   RELEASING  KILLING    CONDEMNED  ENDING
 * STAGING          -          LIVE       LIVE       .          LIVE       .          .!         KILLING!   .^
 * STARTING         -          LIVE       LIVE       .          LIVE       .          .!         KILLING!   .^
 * RUNNING          -          LIVE       LIVE       .          LIVE       .          .!         KILLING!   .^
 * BEING_KILLED     -          LIVE       LIVE       .          LIVE       .          .          KILLING!   .
 * FINISHED         -          ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    .
 * FAILED           -          ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    .
 * KILLED           -          ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    .
 * ERROR            -          ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    .
 * LOST             -          ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    .
 * DROPPED          -          ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    .
 * UNREACHABLE      -          UNREACH.   UNREACH.   UNREACH.   .          .          CONDEMNED~ .          .
 * GONE             -          ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    .
 * GONE_BY_OPERATOR -          ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    .
 * UNKNOWN          -          .          UNREACH.   UNREACH.   .          ENDING=    ENDING=    ENDING=    .
 * MISSING          -          .          ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    ENDING=    .
 * LAUNCH_SENT      LAUNCHING  -          -          -          -          -          -          -          -
 * LAUNCH_TIMEOUT   -          UNCERTAIN? -          -          -          -          -          -          -
 * DISCONNECTED     .          UNCERTAIN  .          .          .          .          .          .          .
 * REGISTERED       -          LIVE       LIVE       .          .          .          .          .          .
 * RELEASE          -          RELEASING+ RELEASING+ RELEASING+ RELEASING+ .          .          .          .
 * GIVE_UP          -          RELEASING* RELEASING* RELEASING* RELEASING* .          .          .          .
 * REPLACE_DUE      -          -          -          -          RELEASING* -          -          -          -
 * EXPUNGE_DUE      -          -          -          -          ENDING=    ENDING=    ENDING=    ENDING=    -
 * RELEASE_STORED   -          -          -          -          -          KILLING!   -          -          .
 * KILL_RETRY       -          -          -          -          -          -          .!         -          .
 * END_STORED       -          -          -          -          -          -          -          -          .#
 * </pre>
 *
 * Across: the state; down: the event; in between: the next state. A dot: it stays as it is. A dash: impossible. The
 * sign is what is done: {@code ?} asks the master, {@code +} writes the release, {@code *} too and then tells the
 * client that it is as good as ended, {@code !} kills, {@code ^} kills once the end is written, {@code ~} stops that,
 * {@code =} writes the end, {@code #} tells of the end, acknowledges and forgets.
 */
final class WorkerLifeCycle {
    /* UNKNOWN says nothing of the process, only that the master knows neither the task nor its agent (mesos.proto:
     * TASK_UNKNOWN). A master that lost its registry answers so until the agents are back, and then has the task again.
     * So a worker that is wanted is treated as if its agent were unreachable; one that is to go is forgotten, and
     * killed as a stray if it shows up. MISSING is different: the agent is there, and does not have the task.
     *
     * LAUNCHING does not believe UNKNOWN and MISSING: calls over different connections may overtake each other, so that
     * the question was answered before the launch arrived (mesos master.cpp: reconcile). After the launch timeout it
     * asks again, in UNCERTAIN, and believes the answer. A broken connection has the same effect at once: the master
     * refuses what the old one may still carry, and after SUBSCRIBED everything is asked anyway.
     *
     * LOST and GONE_BY_OPERATOR count as ends although the process may live: it is killed if it shows up again. So does
     * being expunged.
     *
     * The master answers a kill of an unreachable task with its state and forgets it (master.cpp: kill), so CONDEMNED
     * sends none, and begins again when the task shows up. */

    /** What a transition asks for besides the next state. */
    enum Doing {
        NOTHING,
        /** Ask the master for its state. */
        ASK,
        /** Write that it is to go. */
        STORE_RELEASE,
        /** The same, and tell the client that it is as good as ended. */
        STORE_GIVING_UP,
        /** Send a kill. */
        KILL,
        /** Send a kill once its end is written: until then the next leader would still want it. */
        KILL_LATER,
        /** Send no more kills. */
        STOP_KILLING,
        /** Write that it ended. */
        STORE_END,
        /** Tell everyone that it ended and forget it. */
        FORGET
    }

    private static final List<TaskEvent> UNDER_WAY = List.of(STAGING, STARTING, RUNNING);
    private static final List<TaskEvent> KNOWN = List.of(STAGING, STARTING, RUNNING, BEING_KILLED);
    private static final List<TaskEvent> ENDED =
            List.of(FINISHED, FAILED, KILLED, ERROR, LOST, DROPPED, GONE, GONE_BY_OPERATOR);
    private static final List<TaskEvent> ABSENT = List.of(UNKNOWN, MISSING);
    private static final List<TaskEvent> CUT_OFF = List.of(TaskEvent.UNREACHABLE);

    private static final Transitions<WorkerState, TaskEvent, Doing> TABLE = new Transitions.Builder<>(
                    WorkerState.class, TaskEvent.class, Doing.NOTHING)
            .from(PLACED)
            .to(LAUNCHING, Doing.NOTHING, List.of(LAUNCH_SENT))
            .stay(List.of(DISCONNECTED))
            .from(LAUNCHING)
            .to(LIVE, Doing.NOTHING, KNOWN)
            .to(LIVE, Doing.NOTHING, List.of(REGISTERED))
            .to(UNREACHABLE, Doing.NOTHING, CUT_OFF)
            .to(ENDING, Doing.STORE_END, ENDED)
            .stay(ABSENT)
            .to(UNCERTAIN, Doing.ASK, List.of(LAUNCH_TIMEOUT))
            .to(UNCERTAIN, Doing.NOTHING, List.of(DISCONNECTED))
            .to(RELEASING, Doing.STORE_RELEASE, List.of(RELEASE))
            .to(RELEASING, Doing.STORE_GIVING_UP, List.of(GIVE_UP))
            .from(UNCERTAIN)
            .to(LIVE, Doing.NOTHING, KNOWN)
            .to(LIVE, Doing.NOTHING, List.of(REGISTERED))
            .to(UNREACHABLE, Doing.NOTHING, CUT_OFF)
            .to(UNREACHABLE, Doing.NOTHING, List.of(UNKNOWN))
            .to(ENDING, Doing.STORE_END, ENDED)
            .to(ENDING, Doing.STORE_END, List.of(MISSING))
            .stay(List.of(DISCONNECTED))
            .to(RELEASING, Doing.STORE_RELEASE, List.of(RELEASE))
            .to(RELEASING, Doing.STORE_GIVING_UP, List.of(GIVE_UP))
            .from(LIVE)
            .stay(KNOWN)
            .to(UNREACHABLE, Doing.NOTHING, CUT_OFF)
            .to(UNREACHABLE, Doing.NOTHING, List.of(UNKNOWN))
            .to(ENDING, Doing.STORE_END, ENDED)
            .to(ENDING, Doing.STORE_END, List.of(MISSING))
            .stay(List.of(DISCONNECTED, REGISTERED))
            .to(RELEASING, Doing.STORE_RELEASE, List.of(RELEASE))
            .to(RELEASING, Doing.STORE_GIVING_UP, List.of(GIVE_UP))
            .from(UNREACHABLE)
            .to(LIVE, Doing.NOTHING, KNOWN)
            .stay(CUT_OFF)
            .stay(List.of(UNKNOWN))
            .to(ENDING, Doing.STORE_END, ENDED)
            .to(ENDING, Doing.STORE_END, List.of(MISSING))
            .stay(List.of(DISCONNECTED, REGISTERED))
            .to(RELEASING, Doing.STORE_RELEASE, List.of(RELEASE))
            .to(RELEASING, Doing.STORE_GIVING_UP, List.of(GIVE_UP))
            .to(RELEASING, Doing.STORE_GIVING_UP, List.of(REPLACE_DUE))
            .to(ENDING, Doing.STORE_END, List.of(EXPUNGE_DUE))
            .from(RELEASING)
            .stay(KNOWN)
            .stay(CUT_OFF)
            .to(ENDING, Doing.STORE_END, ENDED)
            .to(ENDING, Doing.STORE_END, ABSENT)
            .to(ENDING, Doing.STORE_END, List.of(EXPUNGE_DUE))
            .stay(List.of(DISCONNECTED, REGISTERED, RELEASE, GIVE_UP))
            .to(KILLING, Doing.KILL, List.of(RELEASE_STORED))
            .from(KILLING)
            .to(KILLING, Doing.KILL, UNDER_WAY)
            .stay(List.of(BEING_KILLED))
            .to(CONDEMNED, Doing.STOP_KILLING, CUT_OFF)
            .to(ENDING, Doing.STORE_END, ENDED)
            .to(ENDING, Doing.STORE_END, ABSENT)
            .to(ENDING, Doing.STORE_END, List.of(EXPUNGE_DUE))
            .stay(List.of(DISCONNECTED, REGISTERED, RELEASE, GIVE_UP))
            .to(KILLING, Doing.KILL, List.of(KILL_RETRY))
            .from(CONDEMNED)
            .to(KILLING, Doing.KILL, KNOWN)
            .stay(CUT_OFF)
            .to(ENDING, Doing.STORE_END, ENDED)
            .to(ENDING, Doing.STORE_END, ABSENT)
            .to(ENDING, Doing.STORE_END, List.of(EXPUNGE_DUE))
            .stay(List.of(DISCONNECTED, REGISTERED, RELEASE, GIVE_UP))
            .from(ENDING)
            .to(ENDING, Doing.KILL_LATER, UNDER_WAY)
            .stay(List.of(BEING_KILLED))
            .stay(CUT_OFF)
            .stay(ENDED)
            .stay(ABSENT)
            .stay(List.of(DISCONNECTED, REGISTERED, RELEASE, GIVE_UP, RELEASE_STORED))
            .stay(List.of(KILL_RETRY))
            .to(ENDING, Doing.FORGET, List.of(END_STORED))
            .build();

    private WorkerLifeCycle() {}

    /** Empty if the pair is impossible. */
    static Optional<Transitions.Step<WorkerState, Doing>> next(WorkerState state, TaskEvent event) {
        return TABLE.of(state, event);
    }
}
