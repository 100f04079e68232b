/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

/** The counters of the shell; those of the core are in {@link dev.drey.scheduler.Metric}. */
public enum ShellMetric {
    /** Calls handed to the transport. */
    CALLS_SENT,
    /** Calls the master answered with an error. */
    CALLS_REJECTED,
    /** Calls that were not sent or got no answer. */
    CALLS_LOST,
    /** Subscriptions the master refused. */
    SUBSCRIPTIONS_REFUSED,
    /** Events that came in. */
    EVENTS_RECEIVED,
    /** Events that could not be parsed or break the rules of Mesos. */
    EVENTS_UNREADABLE,
    /** Changes made durable. */
    STORE_WRITES,
    /** Changes that could not be made durable. */
    STORE_WRITE_FAILURES,
    /** Times the connection to the master was lost. */
    DISCONNECTIONS
}
