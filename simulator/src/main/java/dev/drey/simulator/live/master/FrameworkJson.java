/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import static dev.drey.simulator.live.master.AgentJson.seconds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.simulator.json.ProtoJson;
import dev.drey.simulator.master.MasterView.Framework;
import java.util.List;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;

/** A framework as the operator endpoints show it. */
final class FrameworkJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FrameworkJson() {}

    static ArrayNode of(List<Framework> frameworks) {
        var json = NODES.arrayNode();
        frameworks.forEach(framework -> json.add(of(framework)));
        return json;
    }

    static ObjectNode of(Framework framework) {
        var info = framework.info();
        var json = NODES.objectNode().put("id", info.getId().getValue()).put("name", info.getName());
        addResources(framework, json);
        var capabilities = json.putArray("capabilities");
        info.getCapabilitiesList()
                .forEach(capability -> capabilities.add(capability.getType().name()));
        json.put("hostname", info.getHostname())
                .put("webui_url", info.getWebuiUrl())
                .put("active", framework.active())
                .put("connected", framework.connected())
                .put("recovered", framework.recovered());
        addInfo(info, json);
        addTimes(framework, json);
        json.set("tasks", TaskJson.of(framework.tasks()));
        json.set("unreachable_tasks", TaskJson.of(framework.unreachableTasks()));
        json.set("completed_tasks", TaskJson.of(framework.completedTasks()));
        var offers = json.putArray("offers");
        framework.offers().forEach(offer -> offers.add(of(offer)));
        json.set("executors", executors(framework));
        json.set("offer_constraints", ProtoJson.tree(framework.constraints()));
        return json;
    }

    /** The roles a framework is subscribed to. */
    @SuppressWarnings("deprecation")
    static List<String> roles(FrameworkInfo info) {
        return isMultiRole(info) ? info.getRolesList() : List.of(info.getRole());
    }

    /** The short form of /state-summary, without what it counts. */
    static void addResources(Framework framework, ObjectNode json) {
        json.set("used_resources", ResourcesJson.sum(framework.used()));
        json.set("offered_resources", ResourcesJson.sum(framework.offered()));
        json.set("resources", ResourcesJson.sum(together(framework)));
    }

    private static List<Resource> together(Framework framework) {
        return Stream.concat(framework.used().stream(), framework.offered().stream())
                .toList();
    }

    private static boolean isMultiRole(FrameworkInfo info) {
        return info.getCapabilitiesList().stream()
                .anyMatch(capability -> capability.getType() == Capability.Type.MULTI_ROLE);
    }

    private static void addInfo(FrameworkInfo info, ObjectNode json) {
        json.put("user", info.getUser())
                .put("failover_timeout", info.getFailoverTimeout())
                .put("checkpoint", info.getCheckpoint());
        if (isMultiRole(info)) {
            roles(info).forEach(json.putArray("roles")::add);
        } else {
            json.put("role", roles(info).get(0));
        }
        if (info.hasPrincipal()) {
            json.put("principal", info.getPrincipal());
        }
        if (info.hasLabels()) {
            json.set("labels", TaskJson.labels(info.getLabels()));
        }
    }

    private static void addTimes(Framework framework, ObjectNode json) {
        json.put("registered_time", seconds(framework.registered()));
        json.put(
                "unregistered_time",
                framework.unregistered().map(AgentJson::seconds).orElse(0.0));
        framework.reregistered().ifPresent(time -> json.put("reregistered_time", seconds(time)));
    }

    private static ObjectNode of(Offer offer) {
        var json = NODES.objectNode()
                .put("id", offer.getId().getValue())
                .put("framework_id", offer.getFrameworkId().getValue());
        if (offer.hasAllocationInfo()) {
            json.set("allocation_info", ProtoJson.tree(offer.getAllocationInfo()));
        }
        json.put("slave_id", offer.getAgentId().getValue());
        json.set("resources", ResourcesJson.sum(offer.getResourcesList()));
        return json;
    }

    private static ArrayNode executors(Framework framework) {
        var json = NODES.arrayNode();
        for (var executor : framework.executors()) {
            var info = executor.info();
            var node = json.addObject()
                    .put("executor_id", info.getExecutorId().getValue())
                    .put("name", info.getName())
                    .put("framework_id", framework.info().getId().getValue());
            node.set("command", ProtoJson.tree(info.getCommand()));
            node.set("resources", ResourcesJson.sum(info.getResourcesList()));
            node.put("slave_id", executor.agent().getValue());
        }
        return json;
    }
}
