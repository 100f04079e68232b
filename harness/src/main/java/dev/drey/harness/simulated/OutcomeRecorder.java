/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import dev.drey.simulator.master.MasterView;
import dev.drey.simulator.oracle.Complaints;
import dev.drey.simulator.oracle.Observation;
import dev.drey.simulator.oracle.Oracle;
import dev.drey.simulator.oracle.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.TaskState;

/** Complains of nothing, but writes down every launch and how the world ended. */
final class OutcomeRecorder implements Oracle {
    private final List<String> launched = new ArrayList<>();
    private final Set<String> running = new TreeSet<>();
    private final Set<String> remembered = new TreeSet<>();

    Outcome outcome() {
        return new Outcome(running, remembered, launched);
    }

    @Override
    public void observe(Observation seen, Witness witness, Complaints complaints) {
        if (seen instanceof Observation.Called called) {
            called.call().getAccept().getOperationsList().stream()
                    .flatMap(operation -> operation.getLaunch().getTaskInfosList().stream())
                    .forEach(task -> launched.add(task.getTaskId().getValue()));
        }
    }

    @Override
    public void finish(Witness witness, Complaints complaints) {
        remembered.addAll(witness.remembered());
        witness.master().stream()
                .flatMap(view -> view.frameworks().stream())
                .flatMap(framework -> framework.tasks().stream())
                .filter(task -> task.state() == TaskState.TASK_RUNNING)
                .map(OutcomeRecorder::id)
                .forEach(running::add);
    }

    private static String id(MasterView.Task task) {
        return task.info().getTaskId().getValue();
    }
}
