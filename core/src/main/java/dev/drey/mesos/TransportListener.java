/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * Hears what a transport can tell beyond the callbacks of {@link org.apache.mesos.v1.scheduler.Scheduler}. For people
 * and counters: the scheduler itself relies on timers and reconciliation. Called on the threads of the transport.
 */
public interface TransportListener {

    /**
     * The master refuses to let this framework subscribe, and trying again will hardly help; it is tried again anyway.
     */
    default void refused(int status, String message) {}

    /** The master answered one call with an error, so the call had no effect. */
    default void callRejected(Call.Type type, int status, String message) {}

    /** A call was not sent, or got no answer. */
    default void callLost(Call.Type type, String reason) {}

    /** An event could not be parsed and was skipped. */
    default void eventUnreadable(String reason) {}
}
