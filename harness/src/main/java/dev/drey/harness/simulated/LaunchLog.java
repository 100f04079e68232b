/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.simulated;

import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Every launch that ever arrived at the master, in order: what an oracle needs to see that none is doubled. */
public final class LaunchLog {
    private final List<String> tasks = new ArrayList<>();

    void note(Call call) {
        for (Offer.Operation operation : call.getAccept().getOperationsList()) {
            for (TaskInfo task : operation.getLaunch().getTaskInfosList()) {
                tasks.add(task.getTaskId().getValue());
            }
        }
    }

    public List<String> tasks() {
        return List.copyOf(tasks);
    }
}
