/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import static dev.drey.simulator.live.master.AgentJson.seconds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.simulator.json.ProtoJson;
import dev.drey.simulator.master.MasterView;
import dev.drey.simulator.master.MasterView.Agent;
import dev.drey.simulator.master.MasterView.Framework;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.MasterInfo;

/** What a master shows as a whole: /state, /slaves and /frameworks. */
final class StateJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String BUILD_TIME = "2020-11-17 14:56:00";
    private static final long BUILD_SECONDS = 1_605_624_960;

    private StateJson() {}

    static ObjectNode state(MasterView view, Map<String, String> flags) {
        var info = view.info();
        var json = version(info.getVersion())
                .put("start_time", seconds(view.started()))
                .put("elected_time", seconds(view.elected()))
                .put("id", info.getId())
                .put("pid", info.getPid())
                .put("hostname", info.getHostname());
        capabilities(info).forEach(json.putArray("capabilities")::add);
        json.put("activated_slaves", count(view, Agent::active))
                .put("deactivated_slaves", count(view, agent -> !agent.active()))
                .put("unreachable_slaves", view.metrics().getOrDefault("master/slaves_unreachable", 0.0))
                .put("leader", info.getPid());
        json.set("leader_info", leader(info));
        json.set("flags", flagsObject(flags));
        var slaves = json.putArray("slaves");
        view.agents().forEach(agent -> slaves.add(AgentJson.of(agent)));
        json.set("recovered_slaves", recovered(view));
        json.set("frameworks", FrameworkJson.of(view.frameworks()));
        json.set("completed_frameworks", FrameworkJson.of(view.completedFrameworks()));
        json.putArray("orphan_tasks");
        json.putArray("unregistered_frameworks");
        return json;
    }

    static ObjectNode slaves(MasterView view, Optional<String> id) {
        var json = NODES.objectNode();
        var slaves = json.putArray("slaves");
        view.agents().stream()
                .filter(agent -> id.isEmpty() || agent.info().getId().getValue().equals(id.get()))
                .forEach(agent -> slaves.add(AgentJson.inFull(agent)));
        json.set("recovered_slaves", recovered(view));
        return json;
    }

    static ObjectNode frameworks(MasterView view, Optional<String> id) {
        var json = NODES.objectNode();
        json.set("frameworks", FrameworkJson.of(only(view.frameworks(), id)));
        json.set("completed_frameworks", FrameworkJson.of(only(view.completedFrameworks(), id)));
        json.putArray("unregistered_frameworks");
        return json;
    }

    static ObjectNode version(String version) {
        return NODES.objectNode()
                .put("build_date", BUILD_TIME)
                .put("build_time", (double) BUILD_SECONDS)
                .put("build_user", "drey")
                .put("version", version);
    }

    static ObjectNode flags(Map<String, String> flags) {
        return NODES.objectNode().set("flags", flagsObject(flags));
    }

    private static ObjectNode flagsObject(Map<String, String> flags) {
        var json = NODES.objectNode();
        flags.forEach(json::put);
        return json;
    }

    private static ObjectNode leader(MasterInfo info) {
        var json = NODES.objectNode()
                .put("id", info.getId())
                .put("pid", info.getPid())
                .put("port", info.getPort())
                .put("hostname", info.getHostname());
        capabilities(info).forEach(json.putArray("capabilities")::add);
        if (info.hasDomain()) {
            json.set("domain", ProtoJson.tree(info.getDomain()));
        }
        return json;
    }

    private static List<String> capabilities(MasterInfo info) {
        return info.getCapabilitiesList().stream()
                .map(capability -> capability.getType().name())
                .toList();
    }

    private static double count(MasterView view, Predicate<Agent> condition) {
        return view.agents().stream().filter(condition).count();
    }

    private static ArrayNode recovered(MasterView view) {
        var json = NODES.arrayNode();
        view.recoveredAgents().forEach(agent -> json.add(AgentJson.recovered(agent)));
        return json;
    }

    private static List<Framework> only(List<Framework> frameworks, Optional<String> id) {
        return frameworks.stream()
                .filter(framework ->
                        id.isEmpty() || framework.info().getId().getValue().equals(id.get()))
                .toList();
    }
}
