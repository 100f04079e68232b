/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.runtime;

import dev.drey.model.TaskId;
import dev.drey.model.WorkerProfile;
import dev.drey.scheduler.FleetEvent;
import dev.drey.store.StoreException;
import dev.drey.store.WorkerRecord;
import java.util.List;

/**
 * A running scheduler as its client sees it: keeps as many workers of each profile alive as were declared.
 *
 * <p>All methods may be called from any thread and, but for {@link #open} and {@link #close}, return at once.
 */
public interface WorkerFleet extends AutoCloseable {

    /**
     * Opens the store, which fences every earlier leader, and returns the workers that live on from before: those whose
     * goal is LAUNCHED. Nothing is sent to Mesos before {@link #start}.
     *
     * @throws StoreException if the store cannot be read
     */
    List<WorkerRecord> open() throws StoreException;

    /** Connects to the master and begins to act. Call after {@link #open}. */
    void start();

    /**
     * Declares how many workers of this profile are wanted in all, see {@link
     * dev.drey.scheduler.Input.WorkersDeclared}.
     */
    void declare(WorkerProfile profile, int count);

    /** Lets one worker go: kills it and lowers the declared count of its profile by one. Harmless if it is gone. */
    void release(TaskId worker);

    /** Tells that the worker's process reported for work. */
    void registered(TaskId worker);

    /** Removes the framework from Mesos for good, clears the store and closes. Waits at most a few seconds. */
    void teardown();

    /** Disconnects and stops. Workers live on for the failover timeout, and the next leader finds them in the store. */
    @Override
    void close();

    /** Hears of the fleet, on the fleet's own thread: return quickly, do not call back and wait. */
    interface Listener {
        void on(FleetEvent event);

        /** The fleet stopped by itself and will not act any more; {@code message} says why and what to do. */
        void halted(dev.drey.scheduler.Effect.Halt.Reason reason, String message);
    }
}
