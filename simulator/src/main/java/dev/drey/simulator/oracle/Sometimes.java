/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

/** Rare situations that a good set of seeds must reach: what was never reached was never tested. */
public enum Sometimes {
    /** An update about a task that the framework does not remember. */
    UPDATE_FOR_UNKNOWN_TASK("update for a task that is not remembered"),
    /** The same update comes again. */
    UPDATE_TWICE("the same update twice"),
    /** A task that was unreachable, lost or unknown runs again. */
    TASK_CAME_BACK("a task came back after it was given up"),
    /** An offer is rescinded that was accepted already. */
    RESCIND_AFTER_ACCEPT("a rescission crossed an ACCEPT"),
    /** A launch is answered with LOST or DROPPED since its offer was void. */
    LAUNCH_ON_VOID_OFFER("a launch on an offer that was void"),
    /** An agent is reported as failed. */
    AGENT_FAILURE("an agent failed"),
    /** Another scheduler took over the framework. */
    SUPERSEDED("a subscription was superseded"),
    /** The master removed the framework. */
    REMOVED("the framework was removed"),
    /** A framework subscribes with tasks it remembers. */
    RESUBSCRIBED_WITH_TASKS("subscribed again with tasks"),
    /** The master refused a call since its connection was out of date. */
    CALL_ON_OLD_CONNECTION("a call over a connection that was replaced");

    private final String text;

    Sometimes(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
