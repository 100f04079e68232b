/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.container;

import dev.drey.simulator.master.MasterView;
import dev.drey.simulator.protocol.AgentSoftware;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.master.Protos.Response;
import org.apache.mesos.v1.master.Protos.Response.GetState;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;

/** The answer to GET_STATE of the v1 operator API, in the form in which oracles look at a master. */
final class OperatorView {
    private final GetState state;
    private final Function<String, Optional<String>> names;

    private OperatorView(GetState state, Function<String, Optional<String>> names) {
        this.state = state;
        this.names = names;
    }

    /** With what people call the agents at these addresses; others are left out. */
    static MasterView of(GetState state, Function<String, Optional<String>> names) {
        return new OperatorView(state, names).view();
    }

    private MasterView view() {
        return new MasterView(
                MasterInfo.getDefaultInstance(),
                Instant.EPOCH,
                Instant.EPOCH,
                agents(),
                state.getGetAgents().getRecoveredAgentsList(),
                frameworks(state.getGetFrameworks().getFrameworksList()),
                frameworks(state.getGetFrameworks().getCompletedFrameworksList()),
                new TreeMap<>(),
                List.of(),
                Map.of());
    }

    private List<MasterView.Agent> agents() {
        return state.getGetAgents().getAgentsList().stream()
                .flatMap(agent ->
                        names.apply(agent.getAgentInfo().getHostname()).map(name -> agent(agent, name)).stream())
                .toList();
    }

    private static MasterView.Agent agent(Response.GetAgents.Agent agent, String name) {
        return new MasterView.Agent(
                agent.getAgentInfo().toBuilder().setHostname(name).build(),
                agent.getPid(),
                AgentSoftware.of(agent.getVersion()),
                agent.getActive(),
                agent.getActive(),
                agent.getDeactivated(),
                time(agent.getRegisteredTime()),
                agent.hasReregisteredTime() ? Optional.of(time(agent.getReregisteredTime())) : Optional.empty(),
                agent.getTotalResourcesList(),
                agent.getAllocatedResourcesList(),
                agent.getOfferedResourcesList(),
                agent.hasDrainInfo() ? Optional.of(agent.getDrainInfo()) : Optional.empty(),
                Optional.empty());
    }

    private List<MasterView.Framework> frameworks(List<Response.GetFrameworks.Framework> frameworks) {
        return frameworks.stream().map(this::framework).toList();
    }

    private MasterView.Framework framework(Response.GetFrameworks.Framework framework) {
        var id = framework.getFrameworkInfo().getId();
        var tasks = state.getGetTasks();
        return new MasterView.Framework(
                framework.getFrameworkInfo(),
                framework.getActive(),
                framework.getConnected(),
                framework.getRecovered(),
                time(framework.getRegisteredTime()),
                Optional.empty(),
                Optional.empty(),
                tasksOf(id, tasks.getTasksList().stream()),
                tasksOf(id, tasks.getUnreachableTasksList().stream()),
                tasksOf(id, tasks.getCompletedTasksList().stream()),
                List.of(),
                List.of(),
                framework.getOffersList(),
                framework.getInverseOffersList(),
                OfferConstraints.getDefaultInstance(),
                framework.getAllocatedResourcesList(),
                framework.getOfferedResourcesList());
    }

    private static List<MasterView.Task> tasksOf(FrameworkID id, Stream<Task> tasks) {
        return tasks.filter(task -> task.getFrameworkId().equals(id))
                .map(OperatorView::task)
                .toList();
    }

    private static MasterView.Task task(Task task) {
        var info = TaskInfo.newBuilder()
                .setName(task.getName())
                .setTaskId(task.getTaskId())
                .setAgentId(task.getAgentId())
                .addAllResources(task.getResourcesList())
                .build();
        return new MasterView.Task(
                task.getFrameworkId(), task.getAgentId(), info, task.getState(), task.getStatusesList());
    }

    private static Instant time(TimeInfo time) {
        return Instant.EPOCH.plusNanos(time.getNanoseconds());
    }
}
