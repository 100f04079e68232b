/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.master;

import dev.drey.simulator.protocol.LaterConstants;
import dev.drey.simulator.resources.ResourceForm;
import java.util.List;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.master.Protos.Response.GetAgents;
import org.apache.mesos.v1.master.Protos.Response.GetExecutors;
import org.apache.mesos.v1.master.Protos.Response.GetFrameworks;

/** Agents, frameworks, tasks and so on in the shape of the v1 operator API. */
final class OperatorShapes {
    private OperatorShapes() {}

    static GetAgents.Agent agent(MasterView.Agent agent) {
        var shape = GetAgents.Agent.newBuilder()
                .setAgentInfo(LaterConstants.checkpointing(agent.info()))
                .setActive(agent.active())
                .setDeactivated(agent.deactivated())
                .setVersion(agent.software().version())
                .setPid(agent.pid())
                .setRegisteredTime(Times.of(agent.registered()))
                .addAllTotalResources(endpointForm(agent.total()))
                .addAllAllocatedResources(endpointForm(agent.used()))
                .addAllOfferedResources(endpointForm(agent.offered()));
        agent.software()
                .capabilities()
                .forEach(type ->
                        shape.addCapabilities(AgentInfo.Capability.newBuilder().setType(type)));
        agent.reregistered().ifPresent(time -> shape.setReregisteredTime(Times.of(time)));
        agent.drain().ifPresent(shape::setDrainInfo);
        agent.drainStarted().ifPresent(time -> shape.setEstimatedDrainStartTime(Times.of(time)));
        return shape.build();
    }

    static GetFrameworks.Framework framework(MasterView.Framework framework) {
        var shape = GetFrameworks.Framework.newBuilder()
                .setFrameworkInfo(framework.info())
                .setActive(framework.active())
                .setConnected(framework.connected())
                .setRecovered(framework.recovered())
                .setRegisteredTime(Times.of(framework.registered()))
                .addAllOffers(framework.offers())
                .addAllInverseOffers(framework.inverseOffers())
                .setOfferConstraints(framework.constraints())
                .addAllAllocatedResources(endpointForm(framework.used()))
                .addAllOfferedResources(endpointForm(framework.offered()));
        framework.reregistered().ifPresent(time -> shape.setReregisteredTime(Times.of(time)));
        framework.unregistered().ifPresent(time -> shape.setUnregisteredTime(Times.of(time)));
        return shape.build();
    }

    static Task task(MasterView.Task task) {
        TaskInfo info = task.info();
        var shape = Task.newBuilder()
                .setName(info.getName())
                .setTaskId(info.getTaskId())
                .setFrameworkId(task.framework())
                .setAgentId(task.agent())
                .setState(task.state())
                .addAllResources(info.getResourcesList())
                .putAllLimits(info.getLimitsMap())
                .addAllStatuses(task.statuses());
        task.statuses().stream().filter(TaskStatus::hasUuid).forEach(forwarded -> shape.setStatusUpdateState(
                        forwarded.getState())
                .setStatusUpdateUuid(forwarded.getUuid()));
        addOptional(info, shape);
        return shape.build();
    }

    static GetExecutors.Executor executor(MasterView.Executor executor) {
        return GetExecutors.Executor.newBuilder()
                .setAgentId(executor.agent())
                .setExecutorInfo(executor.info())
                .build();
    }

    static Operation operation(MasterView.Operation operation) {
        return Operation.newBuilder()
                .setFrameworkId(operation.framework())
                .setAgentId(operation.agent())
                .setInfo(operation.info())
                .setLatestStatus(operation.status())
                .setUuid(Protos.UUID.newBuilder().setValue(operation.uuid()))
                .build();
    }

    private static List<Resource> endpointForm(List<Resource> resources) {
        return resources.stream().map(ResourceForm::toEndpoint).toList();
    }

    private static void addOptional(TaskInfo info, Task.Builder shape) {
        if (info.hasExecutor()) {
            shape.setExecutorId(info.getExecutor().getExecutorId());
        }
        var command = info.hasExecutor() ? info.getExecutor().getCommand() : info.getCommand();
        if (command.hasUser()) {
            shape.setUser(command.getUser());
        }
        if (info.hasLabels()) {
            shape.setLabels(info.getLabels());
        }
        if (info.hasDiscovery()) {
            shape.setDiscovery(info.getDiscovery());
        }
        if (info.hasContainer()) {
            shape.setContainer(info.getContainer());
        }
        if (info.hasHealthCheck()) {
            shape.setHealthCheck(info.getHealthCheck());
        }
        if (info.hasKillPolicy()) {
            shape.setKillPolicy(info.getKillPolicy());
        }
    }
}
