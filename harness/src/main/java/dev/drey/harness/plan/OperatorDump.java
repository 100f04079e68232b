/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drey.mesos.ResourceTranslator;
import dev.drey.model.Resource;
import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.json.ProtoJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.master.Protos.Response;

/** Reads what a master answers to the operator calls GET_STATE and GET_AGENTS. */
final class OperatorDump {
    private OperatorDump() {}

    static ClusterDump read(String name, JsonNode json) throws DumpException {
        try {
            var response = ProtoJson.parse(json.toString(), Response.newBuilder());
            var isState = response.hasGetState();
            var agents = isState ? response.getGetState().getGetAgents() : response.getGetAgents();
            return new ClusterDump(
                    ClusterDump.Master.DEFAULT,
                    agents.getAgentsList().stream().map(OperatorDump::agent).toList(),
                    agents.getRecoveredAgentsList().stream()
                            .map(Protos.AgentInfo::getHostname)
                            .toList(),
                    isState ? Optional.of(frameworks(response.getGetState())) : Optional.empty());
        } catch (JsonConversionException e) {
            throw new DumpException(name + " is no answer to GET_STATE or GET_AGENTS: " + e.getMessage());
        }
    }

    private static List<FrameworkDump> frameworks(Response.GetState state) {
        Map<String, List<String>> agents = new LinkedHashMap<>();
        state.getGetTasks().getTasksList().stream()
                .filter(task -> isLive(task.getState()))
                .forEach(task -> agents.computeIfAbsent(task.getFrameworkId().getValue(), key -> new ArrayList<>())
                        .add(task.getAgentId().getValue()));
        return state.getGetFrameworks().getFrameworksList().stream()
                .map(framework -> framework.getFrameworkInfo())
                .map(info -> new FrameworkDump(
                        info.getId().getValue(),
                        info.getName(),
                        agents.getOrDefault(info.getId().getValue(), List.of())))
                .toList();
    }

    private static boolean isLive(TaskState state) {
        return switch (state) {
            case TASK_STAGING, TASK_STARTING, TASK_RUNNING, TASK_KILLING -> true;
            default -> false;
        };
    }

    private static AgentDump agent(Response.GetAgents.Agent agent) {
        var info = agent.getAgentInfo();
        var identity = new AgentDump.Identity(
                info.getId().getValue(),
                info.getHostname(),
                StateDump.ip(agent.getPid()),
                info.hasDomain() ? Optional.of(info.getDomain()) : Optional.empty());
        var capabilities = new TreeSet<String>();
        agent.getCapabilitiesList()
                .forEach(capability -> capabilities.add(capability.getType().name()));
        var isDrained = agent.hasDrainInfo();
        return new AgentDump(
                identity,
                info.getAttributesList(),
                capabilities,
                Standing.of(
                        agent.getActive(),
                        agent.getDeactivated(),
                        isDrained ? agent.getDrainInfo().getState().name() : ""),
                resources(agent.getTotalResourcesList()),
                List.of(
                        claim(Claim.Kind.USE, agent.getAllocatedResourcesList()),
                        claim(Claim.Kind.OFFER, agent.getOfferedResourcesList())));
    }

    private static Claim claim(Claim.Kind kind, List<Protos.Resource> resources) {
        return new Claim(kind, Optional.empty(), Claim.ANY_ROLE, resources(resources), true);
    }

    private static List<Resource> resources(List<Protos.Resource> resources) {
        return resources.stream()
                .flatMap(resource -> ResourceTranslator.fromMesos(resource).stream())
                .toList();
    }
}
