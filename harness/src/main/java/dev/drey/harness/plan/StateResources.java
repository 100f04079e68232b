/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drey.mesos.ResourceTranslator;
import dev.drey.model.Amount;
import dev.drey.model.Resource;
import dev.drey.simulator.json.JsonConversionException;
import dev.drey.simulator.json.ProtoJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos;

/**
 * What one agent of {@code /state} or {@code /slaves} has, and who has it. Only {@code /slaves} tells how resources in
 * use are reserved; of {@code /state} it is known only how much is used, and by which roles.
 */
final class StateResources {
    private static final String FULL = "_resources_full";

    private final String name;
    private final JsonNode agent;
    private final List<Claim> told;

    /** @param told what the tasks, executors and offers of all frameworks have of this agent */
    StateResources(String name, JsonNode agent, List<Claim> told) {
        this.name = name;
        this.agent = agent;
        this.told = told;
    }

    List<Resource> total() throws DumpException {
        var total = new ArrayList<Resource>();
        if (isFull()) {
            total.addAll(full(agent.path("unreserved" + FULL)));
            for (var reserved : agent.path("reserved" + FULL)) {
                total.addAll(full(reserved));
            }
            return total;
        }
        var unreserved = agent.path("unreserved_resources");
        total.addAll(Sums.resources(unreserved.isObject() ? unreserved : agent.path("resources")));
        agent.path("reserved_resources")
                .properties()
                .forEach(role -> total.addAll(Sums.reserved(role.getValue(), role.getKey())));
        return total;
    }

    List<Claim> claims() throws DumpException {
        var claims = new ArrayList<Claim>();
        claims(Claim.Kind.USE, "used", claims);
        claims(Claim.Kind.OFFER, "offered", claims);
        return claims;
    }

    private boolean isFull() {
        return agent.path("unreserved" + FULL).isArray()
                && agent.path("used" + FULL).isArray();
    }

    private void claims(Claim.Kind kind, String prefix, List<Claim> claims) throws DumpException {
        if (isFull()) {
            var resources = full(agent.path(prefix + FULL));
            claims.add(new Claim(kind, Optional.empty(), Claim.ANY_ROLE, resources, true));
        } else {
            claims.addAll(attributed(kind, Sums.resources(agent.path(prefix + "_resources"))));
        }
    }

    /* The sum is what counts: it is shared out among those who are known to have some, and the rest is nobody's. */
    private List<Claim> attributed(Claim.Kind kind, List<Resource> sum) {
        Map<String, Resource> rest = new LinkedHashMap<>();
        sum.forEach(resource -> rest.put(resource.name(), resource));
        var claims = new ArrayList<Claim>();
        for (var claim : told) {
            if (claim.kind() == kind) {
                var resources = new ArrayList<Resource>();
                claim.resources().forEach(resource -> shared(resource, rest).ifPresent(resources::add));
                claims.add(new Claim(kind, claim.framework(), claim.role(), resources, false));
            }
        }
        if (!rest.isEmpty()) {
            claims.add(new Claim(kind, Optional.empty(), Claim.ANY_ROLE, List.copyOf(rest.values()), false));
        }
        return claims;
    }

    private static Optional<Resource> shared(Resource part, Map<String, Resource> rest) {
        if (!rest.containsKey(part.name())) {
            return Optional.empty();
        }
        var before = rest.get(part.name());
        if (!(part.value() instanceof Resource.Scalar wanted && before.value() instanceof Resource.Scalar there)) {
            return ranges(part, before, rest);
        }
        var left = there.amount().minus(wanted.amount()).orElse(Amount.ZERO);
        if (left.isZero()) {
            rest.remove(part.name());
        } else {
            rest.put(part.name(), before.withValue(new Resource.Scalar(left)));
        }
        return Optional.of(wanted.amount().compareTo(there.amount()) > 0 ? before : part);
    }

    private static Optional<Resource> ranges(Resource part, Resource before, Map<String, Resource> rest) {
        var stock = new Stock(List.of(before));
        stock.take(part);
        rest.remove(part.name());
        stock.left().forEach(left -> rest.put(part.name(), left));
        return Optional.of(part);
    }

    private List<Resource> full(JsonNode array) throws DumpException {
        if (array.isMissingNode()) {
            return List.of();
        }
        try {
            var bytes = array.toString().getBytes(StandardCharsets.UTF_8);
            return ProtoJson.parseArray(bytes, Protos.Resource::newBuilder).stream()
                    .flatMap(resource -> ResourceTranslator.fromMesos(resource.build()).stream())
                    .toList();
        } catch (JsonConversionException e) {
            throw new DumpException(
                    name + ": resources of agent " + agent.path("id").asText() + " cannot be read: " + e.getMessage());
        }
    }
}
