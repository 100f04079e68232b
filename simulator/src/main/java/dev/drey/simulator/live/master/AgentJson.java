/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.simulator.json.ProtoJson;
import dev.drey.simulator.master.MasterView.Agent;
import java.time.Instant;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Value;

/** An agent as the operator endpoints show it, where it is called a slave. */
final class AgentJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AgentJson() {}

    static ObjectNode of(Agent agent) {
        var json = identity(agent.info()).put("pid", agent.pid()).put("registered_time", seconds(agent.registered()));
        agent.reregistered().ifPresent(time -> json.put("reregistered_time", seconds(time)));
        json.set("resources", ResourcesJson.sum(agent.total()));
        json.set("used_resources", ResourcesJson.sum(agent.used()));
        json.set("offered_resources", ResourcesJson.sum(agent.offered()));
        json.set("reserved_resources", ResourcesJson.reserved(agent.total()));
        json.set("unreserved_resources", ResourcesJson.sum(ResourcesJson.unreserved(agent.total())));
        agent.drain().ifPresent(drain -> json.set("drain_info", ProtoJson.tree(drain)));
        agent.drainStarted().ifPresent(time -> json.put("estimated_drain_start_time_seconds", seconds(time)));
        json.put("active", agent.active())
                .put("deactivated", agent.deactivated())
                .put("version", agent.software().version());
        var capabilities = json.putArray("capabilities");
        agent.software().capabilities().forEach(type -> capabilities.add(type.name()));
        return json;
    }

    /** As {@link #of}, and with every resource in full. */
    static ObjectNode inFull(Agent agent) {
        var json = of(agent);
        json.set("reserved_resources_full", ResourcesJson.reservedInFull(agent.total()));
        json.set("unreserved_resources_full", ResourcesJson.full(ResourcesJson.unreserved(agent.total())));
        json.set("used_resources_full", ResourcesJson.full(agent.used()));
        json.set("offered_resources_full", ResourcesJson.full(agent.offered()));
        return json;
    }

    /** An agent of which only its admission is known. */
    static ObjectNode recovered(AgentInfo info) {
        return identity(info);
    }

    static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / 1e9;
    }

    private static ObjectNode identity(AgentInfo info) {
        var json = NODES.objectNode()
                .put("id", info.getId().getValue())
                .put("hostname", info.getHostname())
                .put("port", info.getPort());
        var attributes = json.putObject("attributes");
        info.getAttributesList().forEach(attribute -> put(attribute, attributes));
        if (info.hasDomain()) {
            json.set("domain", ProtoJson.tree(info.getDomain()));
        }
        return json;
    }

    private static void put(Attribute attribute, ObjectNode attributes) {
        var name = attribute.getName();
        switch (attribute.getType()) {
            case SCALAR -> attributes.put(name, attribute.getScalar().getValue());
            case TEXT -> attributes.put(name, attribute.getText().getValue());
            case RANGES -> attributes.put(name, text(attribute.getRanges()));
            case SET ->
                attributes.put(name, "{" + String.join(", ", attribute.getSet().getItemList()) + "}");
        }
    }

    private static String text(Value.Ranges ranges) {
        return ranges.getRangeList().stream()
                .map(range -> range.getBegin() + "-" + range.getEnd())
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
