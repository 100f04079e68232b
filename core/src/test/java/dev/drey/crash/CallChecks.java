/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.drey.model.TaskState;
import dev.drey.store.MemoryStore;
import dev.drey.store.WorkerRecord;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Looks at each call when it is sent, and at what is written by then. */
final class CallChecks {
    private final MemoryStore store;
    private final Set<String> launched;
    private final Set<ByteString> ends = new LinkedHashSet<>();

    /** @param launched every task that was ever launched, by any appmaster */
    CallChecks(MemoryStore store, Set<String> launched) {
        this.store = store;
        this.launched = launched;
    }

    void received(Event event) {
        if (event.hasUpdate()) {
            var status = event.getUpdate().getStatus();
            var state = TaskState.valueOf(status.getState().name().substring("TASK_".length()));
            if (status.hasUuid() && state.isTerminal()) {
                ends.add(status.getUuid());
            }
        }
    }

    void sent(Call call) {
        switch (call.getType()) {
            case ACCEPT ->
                call.getAccept().getOperationsList().forEach(operation -> operation
                        .getLaunch()
                        .getTaskInfosList()
                        .forEach(task -> checkLaunch(task.getTaskId().getValue())));
            case KILL -> checkKill(call.getKill().getTaskId().getValue());
            case ACKNOWLEDGE -> checkAcknowledgement(call.getAcknowledge());
            default -> {}
        }
    }

    private void checkLaunch(String task) {
        assertThat(launched.add(task)).as("launched twice: %s", task).isTrue();
        assertThat(goal(task)).as("launched before it was written: %s", task).contains(WorkerRecord.Goal.LAUNCHED);
    }

    private void checkKill(String task) {
        assertThat(goal(task))
                .as("killed although it is wanted: %s", task)
                .isNotEqualTo(Optional.of(WorkerRecord.Goal.LAUNCHED));
    }

    private void checkAcknowledgement(Call.Acknowledge call) {
        if (ends.contains(call.getUuid())) {
            var task = call.getTaskId().getValue();
            assertThat(goal(task))
                    .as("acknowledged before its end was written: %s", task)
                    .isEmpty();
        }
    }

    private Optional<WorkerRecord.Goal> goal(String task) {
        return store.state().workers().stream()
                .filter(worker -> worker.task().value().equals(task))
                .map(WorkerRecord::goal)
                .findFirst();
    }
}
