/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

/** The counters of the shell; those of the core are in {@link dev.drey.scheduler.Metric}. */
public enum ShellMetric {
    CALLS_SENT("Calls handed to the transport."),
    CALLS_REJECTED("Calls the master answered with an error."),
    CALLS_LOST("Calls that were not sent or got no answer."),
    SUBSCRIPTIONS_REFUSED("Subscriptions the master refused."),
    EVENTS_RECEIVED("Events that came in."),
    EVENTS_UNREADABLE("Events that could not be parsed or break the rules of Mesos."),
    STORE_WRITES("Changes made durable."),
    STORE_WRITE_FAILURES("Changes that could not be made durable."),
    DISCONNECTIONS("Times the connection to the master was lost.");

    private final String help;

    ShellMetric(String help) {
        this.help = help;
    }

    /** What it counts. */
    public String help() {
        return help;
    }
}
