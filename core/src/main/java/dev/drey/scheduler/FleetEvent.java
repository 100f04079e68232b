/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.scheduler;

import dev.drey.model.FrameworkId;
import dev.drey.model.TaskId;
import dev.drey.model.TaskState;
import dev.drey.store.WorkerRecord;

/** What the scheduler tells its client, in the order in which it happened. */
public sealed interface FleetEvent {

    /** The framework is subscribed; told after every (re)subscription. */
    record FrameworkSubscribed(FrameworkId framework) implements FleetEvent {}

    /** A worker has a place and its launch was sent to the master. */
    record WorkerLaunched(WorkerRecord worker) implements FleetEvent {}

    /** A worker changed its state without ending, for instance to RUNNING or UNREACHABLE. */
    record WorkerStateChanged(TaskId worker, TaskState state) implements FleetEvent {}

    /** A worker ended, or is given up. {@code diagnostics} names state, reason and message for people. */
    record WorkerTerminated(TaskId worker, String diagnostics) implements FleetEvent {}

    /** The master has confirmed nothing, but the framework is torn down as far as this side can do it. */
    record TornDown() implements FleetEvent {}
}
