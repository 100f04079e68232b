/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.simulator.json.ProtoJson;
import dev.drey.simulator.master.MasterView.Task;
import java.util.List;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;

/** A task as the operator endpoints show it. */
final class TaskJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TaskJson() {}

    static ArrayNode of(List<Task> tasks) {
        var json = NODES.arrayNode();
        tasks.forEach(task -> json.add(of(task)));
        return json;
    }

    static ObjectNode of(Task task) {
        var info = task.info();
        var json = NODES.objectNode()
                .put("id", info.getTaskId().getValue())
                .put("name", info.getName())
                .put("framework_id", task.framework().getValue())
                .put("executor_id", info.getExecutor().getExecutorId().getValue())
                .put("slave_id", task.agent().getValue())
                .put("state", task.state().name());
        json.set("resources", ResourcesJson.sum(info.getResourcesList()));
        if (info.getLimitsCount() > 0) {
            var limits = json.putObject("limits");
            info.getLimitsMap().forEach((name, limit) -> limits.put(name, limit.getValue()));
        }
        json.put("role", role(info));
        var statuses = json.putArray("statuses");
        task.statuses().forEach(status -> statuses.add(of(status)));
        addOptional(info, json);
        return json;
    }

    static ArrayNode labels(Labels labels) {
        var json = NODES.arrayNode();
        labels.getLabelsList().forEach(label -> json.add(ProtoJson.tree(label)));
        return json;
    }

    private static void addOptional(TaskInfo info, ObjectNode json) {
        var command = info.hasExecutor() ? info.getExecutor().getCommand() : info.getCommand();
        if (command.hasUser()) {
            json.put("user", command.getUser());
        }
        if (info.hasLabels()) {
            json.set("labels", labels(info.getLabels()));
        }
        if (info.hasDiscovery()) {
            json.set("discovery", ProtoJson.tree(info.getDiscovery()));
        }
        if (info.hasContainer()) {
            json.set("container", ProtoJson.tree(info.getContainer()));
        }
        if (info.hasHealthCheck()) {
            json.set("health_check", ProtoJson.tree(info.getHealthCheck()));
        }
    }

    private static ObjectNode of(TaskStatus status) {
        var json = NODES.objectNode().put("state", status.getState().name()).put("timestamp", status.getTimestamp());
        if (status.hasLabels()) {
            json.set("labels", labels(status.getLabels()));
        }
        if (status.hasContainerStatus()) {
            json.set("container_status", ProtoJson.tree(status.getContainerStatus()));
        }
        if (status.hasHealthy()) {
            json.put("healthy", status.getHealthy());
        }
        return json;
    }

    @SuppressWarnings("deprecation")
    private static String role(TaskInfo info) {
        if (info.getResourcesCount() == 0) {
            return "*";
        }
        var first = info.getResources(0);
        return first.hasAllocationInfo() ? first.getAllocationInfo().getRole() : first.getRole();
    }
}
