/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import static dev.drey.simulator.live.master.AgentJson.seconds;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.simulator.master.MasterView;
import dev.drey.simulator.master.MasterView.Agent;
import dev.drey.simulator.master.MasterView.Framework;
import dev.drey.simulator.master.MasterView.Task;
import java.util.EnumMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.TaskState;

/** /state-summary: agents and frameworks with the numbers of their tasks instead of the tasks. */
final class SummaryJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /* Mesos shows the states that a non-partition-aware framework can see, and UNREACHABLE. */
    private static final List<TaskState> COUNTED = List.of(
            TaskState.TASK_STAGING,
            TaskState.TASK_STARTING,
            TaskState.TASK_RUNNING,
            TaskState.TASK_KILLING,
            TaskState.TASK_FINISHED,
            TaskState.TASK_KILLED,
            TaskState.TASK_FAILED,
            TaskState.TASK_LOST,
            TaskState.TASK_ERROR,
            TaskState.TASK_UNREACHABLE);

    private SummaryJson() {}

    static ObjectNode of(MasterView view) {
        var json = NODES.objectNode().put("hostname", view.info().getHostname());
        var slaves = json.putArray("slaves");
        view.agents().forEach(agent -> slaves.add(of(agent, view)));
        var frameworks = json.putArray("frameworks");
        view.frameworks().forEach(framework -> frameworks.add(of(framework)));
        return json;
    }

    private static ObjectNode of(Agent agent, MasterView view) {
        var json = AgentJson.of(agent);
        var id = agent.info().getId();
        var tasks = tasks(view).filter(task -> task.agent().equals(id)).toList();
        count(tasks, json);
        var frameworkIds = new TreeSet<String>();
        tasks.forEach(task -> frameworkIds.add(task.framework().getValue()));
        frameworkIds.forEach(json.putArray("framework_ids")::add);
        return json;
    }

    private static ObjectNode of(Framework framework) {
        var info = framework.info();
        var json = NODES.objectNode().put("id", info.getId().getValue()).put("name", info.getName());
        FrameworkJson.addResources(framework, json);
        json.put("hostname", info.getHostname())
                .put("webui_url", info.getWebuiUrl())
                .put("active", framework.active())
                .put("connected", framework.connected())
                .put("recovered", framework.recovered())
                .put("registered_time", seconds(framework.registered()));
        var tasks = tasks(framework).toList();
        count(tasks, json);
        var agentIds = new TreeSet<String>();
        tasks.forEach(task -> agentIds.add(task.agent().getValue()));
        agentIds.forEach(json.putArray("slave_ids")::add);
        return json;
    }

    private static Stream<Task> tasks(MasterView view) {
        return Stream.concat(view.frameworks().stream(), view.completedFrameworks().stream())
                .flatMap(SummaryJson::tasks);
    }

    private static Stream<Task> tasks(Framework framework) {
        return Stream.of(framework.tasks(), framework.unreachableTasks(), framework.completedTasks())
                .flatMap(List::stream);
    }

    private static void count(List<Task> tasks, ObjectNode json) {
        var counts = new EnumMap<TaskState, Integer>(TaskState.class);
        tasks.forEach(task -> counts.merge(task.state(), 1, Integer::sum));
        COUNTED.forEach(state -> json.put(state.name(), counts.getOrDefault(state, 0)));
    }
}
