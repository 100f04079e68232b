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
