/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.flink;

import dev.drey.model.TaskId;
import dev.drey.store.WorkerRecord;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.clusterframework.types.ResourceIDRetrievable;

/** A TaskManager as Flink's resource manager knows it: its resource id is the id of its Mesos task. */
public record MesosWorkerNode(TaskId task, String profile, String hostname) implements ResourceIDRetrievable {

    static MesosWorkerNode of(WorkerRecord worker) {
        return new MesosWorkerNode(worker.task(), worker.profile(), worker.hostname());
    }

    static ResourceID resourceId(TaskId task) {
        return new ResourceID(task.value());
    }

    @Override
    public ResourceID getResourceID() {
        return resourceId(task);
    }
}
