/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.model.Resource;
import dev.drey.placement.WhyNot;
import java.util.List;
import java.util.function.Function;

/** A plan for programs; amounts are numbers, as a master writes them. */
public final class PlanJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PlanJson() {}

    /** The plan as one JSON object. */
    public static ObjectNode of(PlacementPlan plan) {
        var json = NODES.objectNode()
                .put("complete", plan.isComplete())
                .put("wanted", plan.wanted())
                .put("placed", plan.placed().size());
        var worker = json.putObject("worker").put("profile", plan.worker().name());
        plan.worker().scalars().forEach((name, amount) -> worker.put(name, amount.units()));
        worker.put("ports", plan.worker().ports());
        var placements = json.putArray("placements");
        plan.placed().forEach(placed -> placements.add(placed(placed)));
        var agents = json.putArray("agents");
        plan.agents().forEach(agent -> agents.add(agent(agent)));
        json.set("left", resources(all(plan, PlacementPlan.AgentPlan::left)));
        json.set("free", resources(all(plan, PlacementPlan.AgentPlan::free)));
        plan.why().ifPresentOrElse(why -> json.set("why", why(why)), () -> json.putNull("why"));
        texts(json.putArray("notes"), plan.notes());
        return json;
    }

    private static List<Resource> all(PlacementPlan plan, Function<PlacementPlan.AgentPlan, List<Resource>> part) {
        return plan.agents().stream()
                .flatMap(agent -> part.apply(agent).stream())
                .toList();
    }

    private static ObjectNode placed(PlacementPlan.Placed placed) {
        var json = NODES.objectNode()
                .put("agent", placed.agent())
                .put("hostname", placed.hostname())
                .put("role", placed.role());
        json.set("resources", resources(placed.resources()));
        placed.ports().forEach(json.putArray("ports")::add);
        return json;
    }

    private static ObjectNode agent(PlacementPlan.AgentPlan agent) {
        var json = NODES.objectNode()
                .put("agent", agent.agent())
                .put("hostname", agent.hostname())
                .put("workers", agent.workers());
        json.set("free", resources(agent.free()));
        json.set("left", resources(agent.left()));
        json.put("withheld", agent.withheld().map(Withheld::found).orElse(null));
        texts(json.putArray("reasons"), agent.reasons());
        return json;
    }

    /* {"cpus": 2.0, "ports": 998, "reserved": {"cpus": {"flink": 1.5}}} */
    private static ObjectNode resources(List<Resource> resources) {
        var json = NODES.objectNode();
        var reserved = NODES.objectNode();
        ResourceText.scalars(resources).forEach((name, amount) -> {
            json.put(name, amount.units());
            var roles = ResourceText.reserved(resources, name);
            if (!roles.isEmpty()) {
                var byRole = reserved.putObject(name);
                roles.forEach((role, part) -> byRole.put(role, part.units()));
            }
        });
        json.put("ports", ResourceText.ports(resources));
        if (!reserved.isEmpty()) {
            json.set("reserved", reserved);
        }
        return json;
    }

    private static ObjectNode why(WhyNot why) {
        var json = NODES.objectNode().put("agents", why.agents());
        var groups = json.putArray("groups");
        why.groups().forEach(group -> groups.add(group(group)));
        return json.put("leftOut", why.leftOut())
                .put("wouldHelp", why.wouldHelp().orElse(null));
    }

    private static ObjectNode group(WhyNot.Group group) {
        var json = NODES.objectNode().put("agents", group.agents());
        texts(json.putArray("hosts"), group.hosts());
        conditions(json.putArray("conditions"), group.conditions());
        return json.put("wouldHelp", group.wouldHelp().orElse(null));
    }

    private static void conditions(ArrayNode array, List<WhyNot.Condition> conditions) {
        for (var condition : conditions) {
            var json = array.addObject()
                    .put("name", condition.name())
                    .put("holds", condition.holds())
                    .put("wanted", condition.wanted())
                    .put("found", condition.found());
            conditions(json.putArray("parts"), condition.parts());
        }
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
