/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.mesos;

import org.apache.mesos.v1.scheduler.Mesos;
import org.apache.mesos.v1.scheduler.Scheduler;

/**
 * A transport to the master that can be closed.
 *
 * <p>It tells {@code connected} when a master can be reached and {@code disconnected} once when that or the
 * subscription is lost, then finds the master again by itself. SUBSCRIBE is sent like any other call. Calls may be lost
 * without notice.
 */
public interface MesosConnection extends Mesos, AutoCloseable {

    /**
     * Sends what was handed over before, for about a second at most, and stops. No callback comes after it returned.
     */
    @Override
    void close();

    /** Makes connections: one per run of the scheduler. */
    @FunctionalInterface
    interface Factory {
        /** Begins to connect and to call back, from other threads. */
        MesosConnection open(Scheduler callbacks, TransportListener listener);
    }
}
