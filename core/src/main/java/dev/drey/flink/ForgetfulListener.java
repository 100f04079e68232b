/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.model.TaskState;
import dev.drey.runtime.WorkerFleet;
import dev.drey.scheduler.Effect.Halt.Reason;
import dev.drey.scheduler.FleetEvent;
import dev.drey.scheduler.FleetEvent.WorkerStateChanged;
import dev.drey.scheduler.FleetEvent.WorkerTerminated;

/** Takes a worker's own files away as soon as its process runs, since then they are fetched, or when it has ended. */
record ForgetfulListener(WorkerDescriber describer, WorkerFleet.Listener next) implements WorkerFleet.Listener {
    @Override
    public void on(FleetEvent event) {
        if (event instanceof WorkerStateChanged change && change.state() == TaskState.RUNNING) {
            describer.forget(change.worker());
        } else if (event instanceof WorkerTerminated end) {
            describer.forget(end.worker());
        }
        next.on(event);
    }

    @Override
    public void halted(Reason reason, String message) {
        next.halted(reason, message);
    }
}
