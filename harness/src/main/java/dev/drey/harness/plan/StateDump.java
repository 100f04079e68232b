/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.json.ProtoJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.mesos.v1.Protos.DomainInfo;

/** Reads what a master answers to {@code /state} and {@code /slaves}, where agents are called slaves. */
final class StateDump {
    private static final Set<String> LIVE =
            new TreeSet<>(Set.of("TASK_STAGING", "TASK_STARTING", "TASK_RUNNING", "TASK_KILLING"));

    private final String name;
    private final Map<String, List<Claim>> claims = new LinkedHashMap<>();

    private StateDump(String name) {
        this.name = name;
    }

    static ClusterDump read(String name, JsonNode state) throws DumpException {
        return new StateDump(name).read(state);
    }

    private ClusterDump read(JsonNode state) throws DumpException {
        var frameworks = new ArrayList<FrameworkDump>();
        for (var framework : state.path("frameworks")) {
            frameworks.add(framework(framework));
        }
        var agents = new ArrayList<AgentDump>();
        for (var agent : state.path("slaves")) {
            agents.add(agent(agent));
        }
        var recovered = stream(state.path("recovered_slaves"))
                .map(agent -> agent.path("hostname").asText())
                .toList();
        return new ClusterDump(
                master(state), agents, recovered, state.has("frameworks") ? Optional.of(frameworks) : Optional.empty());
    }

    private ClusterDump.Master master(JsonNode state) throws DumpException {
        var flags = state.path("flags");
        var domain = domain(state.path("domain").isObject() ? state : state.path("leader_info"));
        return new ClusterDump.Master(
                domain.map(known -> known.getFaultDomain().getRegion().getName()),
                flags.path("filter_gpu_resources").asText("true").equals("true"),
                flags.hasNonNull("whitelist"));
    }

    private FrameworkDump framework(JsonNode framework) {
        var id = Optional.of(framework.path("id").asText());
        var agents = new ArrayList<String>();
        for (var task : framework.path("tasks")) {
            if (LIVE.contains(task.path("state").asText())) {
                agents.add(task.path("slave_id").asText());
                claim(Claim.Kind.USE, id, role(task, framework), task);
            }
        }
        framework.path("executors").forEach(executor -> claim(Claim.Kind.USE, id, role(executor, framework), executor));
        framework
                .path("offers")
                .forEach(offer -> claim(Claim.Kind.OFFER, id, role(offer.path("allocation_info"), framework), offer));
        return new FrameworkDump(id.get(), framework.path("name").asText(), agents);
    }

    private static String role(JsonNode holder, JsonNode framework) {
        return Stream.of(
                        holder.path("role"),
                        framework.path("role"),
                        framework.path("roles").path(0))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse(Claim.ANY_ROLE);
    }

    private void claim(Claim.Kind kind, Optional<String> framework, String role, JsonNode holder) {
        var claim = new Claim(kind, framework, role, Sums.resources(holder.path("resources")), false);
        claims.computeIfAbsent(holder.path("slave_id").asText(), key -> new ArrayList<>())
                .add(claim);
    }

    private AgentDump agent(JsonNode agent) throws DumpException {
        var id = agent.path("id").asText();
        if (id.isEmpty() || !agent.path("resources").isObject()) {
            throw new DumpException(name + ": an agent has no 'id' or no 'resources': " + agent.path("hostname"));
        }
        var identity = new AgentDump.Identity(
                id, agent.path("hostname").asText(), ip(agent.path("pid").asText()), domain(agent));
        var capabilities = new TreeSet<String>();
        agent.path("capabilities").forEach(capability -> capabilities.add(capability.asText()));
        var resources = new StateResources(name, agent, claims.getOrDefault(id, List.of()));
        return new AgentDump(
                identity,
                Sums.attributes(agent.path("attributes")),
                capabilities,
                outOfService(agent),
                resources.total(),
                resources.claims());
    }

    private static Optional<Withheld> outOfService(JsonNode agent) {
        return Standing.of(
                agent.path("active").asBoolean(true),
                agent.path("deactivated").asBoolean(false),
                agent.path("drain_info").path("state").asText());
    }

    /* slave(1)@10.0.0.7:5051 */
    static String ip(String pid) {
        var address = pid.substring(pid.indexOf('@') + 1);
        return address.substring(0, Math.max(0, address.lastIndexOf(':')));
    }

    private Optional<DomainInfo> domain(JsonNode holder) throws DumpException {
        if (!holder.path("domain").isObject()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ProtoJson.parse(holder.path("domain").toString(), DomainInfo.newBuilder())
                    .build());
        } catch (JsonConversionException e) {
            throw new DumpException(name + ": a 'domain' is none: " + e.getMessage());
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
