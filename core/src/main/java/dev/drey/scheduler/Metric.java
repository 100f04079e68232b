/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

/** The counters of the scheduler. */
public enum Metric {
    /** Offers that came in. */
    OFFERS_RECEIVED,
    /** Offers given back unused. */
    OFFERS_DECLINED,
    /** Offers used for a launch. */
    OFFERS_ACCEPTED,
    /** Offers the master took back. */
    OFFERS_RESCINDED,
    /** Launches sent. */
    WORKERS_LAUNCHED,
    /** Workers that ended, whatever the reason. */
    WORKERS_TERMINATED,
    /** Workers that ended although nobody let them go. */
    WORKERS_FAILED,
    /** Times that a profile or an agent was made to wait because its workers keep failing. */
    CRASH_LOOPS,
    /** Times that many agents lost their workers at once. */
    DISASTERS,
    /** Times that workers became unreachable. */
    WORKERS_UNREACHABLE,
    /** Workers given up because they were unreachable for too long. */
    WORKERS_REPLACED,
    /** Workers forgotten because they were unreachable for even longer. */
    WORKERS_EXPUNGED,
    /** Updates of a worker that came from another agent than the one it was launched on. */
    UPDATES_OF_OTHER_AGENTS,
    /** Workers given up because they did not report to the client in time. */
    WORKERS_NOT_REGISTERED,
    /** Requests of the master to give an agent back for maintenance. */
    INVERSE_OFFERS_RECEIVED,
    /** Workers given up to be elsewhere when the maintenance of their agent begins. */
    WORKERS_MOVED,
    /** Times that the master had removed the framework, and a new one was begun. */
    FRAMEWORKS_REMOVED,
    /** Kill calls sent, repetitions included. */
    KILLS_SENT,
    /** Status updates that carried a uuid and were acknowledged. */
    UPDATES_ACKNOWLEDGED,
    /** Updates for tasks this scheduler does not know. */
    UPDATES_FOR_UNKNOWN_TASKS,
    /** Reconciliation requests sent. */
    RECONCILIATIONS,
    /** Subscriptions accepted by a master. */
    SUBSCRIPTIONS,
    /** Pairs of worker state and event that the life cycle table does not list; each one is a bug to be reported. */
    UNLISTED_TRANSITIONS
}
