/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.simulator.master.MasterView;
import dev.drey.simulator.master.MasterView.Agent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/** /roles: every role a framework is subscribed to or something is reserved for. */
final class RolesJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RolesJson() {}

    static ObjectNode of(MasterView view) {
        var names = new TreeSet<String>();
        names.addAll(view.weights().keySet());
        view.quotas().forEach(quota -> names.add(quota.getRole()));
        view.frameworks().forEach(framework -> names.addAll(framework.trackedRoles()));
        ResourcesJson.reserved(all(view, Agent::total)).fieldNames().forEachRemaining(names::add);
        var json = NODES.objectNode();
        var roles = json.putArray("roles");
        names.forEach(name -> roles.add(of(name, view)));
        return json;
    }

    private static ObjectNode of(String name, MasterView view) {
        var used = ResourcesJson.allocatedTo(name, all(view, Agent::used));
        var offered = ResourcesJson.allocatedTo(name, all(view, Agent::offered));
        var json = NODES.objectNode()
                .put("name", name)
                .put("weight", view.weights().getOrDefault(name, 1.0));
        var quota = json.putObject("quota").put("role", name);
        var config = view.quotas().stream()
                .filter(known -> known.getRole().equals(name))
                .findFirst()
                .orElse(QuotaConfig.getDefaultInstance());
        quota.set("guarantee", amounts(config.getGuaranteesMap()));
        quota.set("limit", amounts(config.getLimitsMap()));
        quota.set("consumed", ResourcesJson.sum(used));
        json.set("allocated", ResourcesJson.sum(used));
        json.set("offered", ResourcesJson.sum(offered));
        json.set("reserved", ResourcesJson.sum(ResourcesJson.reservedFor(name, all(view, Agent::total))));
        json.set(
                "resources",
                ResourcesJson.sum(Stream.concat(used.stream(), offered.stream()).toList()));
        var frameworks = json.putArray("frameworks");
        view.frameworks().stream()
                .filter(framework -> framework.trackedRoles().contains(name))
                .forEach(framework -> frameworks.add(framework.info().getId().getValue()));
        return json;
    }

    private static ObjectNode amounts(Map<String, Value.Scalar> quantities) {
        var json = NODES.objectNode();
        new TreeMap<>(quantities).forEach((name, scalar) -> json.put(name, scalar.getValue()));
        return json;
    }

    private static List<Resource> all(MasterView view, Function<Agent, List<Resource>> part) {
        return view.agents().stream().map(part).flatMap(List::stream).toList();
    }
}
