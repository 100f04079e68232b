/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.oracle;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** No task id is used twice, every launch is written down before it is asked for, and none is refused as invalid. */
final class LaunchOracle implements Oracle {
    private final Set<String> launched = new LinkedHashSet<>();

    @Override
    public void observe(Observation seen, Witness witness, Complaints complaints) {
        if (seen instanceof Observation.Called called && called.call().hasAccept()) {
            onAccept(called.call().getAccept(), witness, complaints);
        } else if (seen instanceof Observation.Delivered delivered
                && delivered.event().getUpdate().getStatus().getState() == TaskState.TASK_ERROR) {
            var status = delivered.event().getUpdate().getStatus();
            complaints.complain(
                    "no-invalid-launch",
                    status.getReason().name(),
                    status.getTaskId().getValue() + ": " + status.getMessage());
        } else if (seen instanceof Observation.Refused refused
                && refused.status() == 400
                && refused.reason().startsWith("Failed to validate")) {
            complaints.complain("well-formed-calls", refused.call().getType().name(), refused.reason());
        }
    }

    private void onAccept(Call.Accept accept, Witness witness, Complaints complaints) {
        for (Operation operation : accept.getOperationsList()) {
            for (TaskInfo task : operation.getLaunch().getTaskInfosList()) {
                String id = task.getTaskId().getValue();
                if (!launched.add(id)) {
                    complaints.complain("task-id-unique", "launched twice", "task " + id + " is launched again");
                } else if (!witness.remembered().contains(id)) {
                    complaints.complain(
                            "no-launch-without-intent",
                            "launched before written",
                            "task " + id + " is launched and not written down");
                }
            }
        }
    }
}
