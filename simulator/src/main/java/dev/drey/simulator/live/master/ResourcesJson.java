/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.simulator.live.master;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.simulator.json.ProtoJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/**
 * Resources as the operator endpoints show them: one number per scalar, text for the rest, revocable ones apart. cpus,
 * disk, gpus and mem are always there.
 */
final class ResourcesJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String UNRESERVED = "*";

    private ResourcesJson() {}

    static ObjectNode sum(List<Resource> resources) {
        var scalars = new TreeMap<String, Double>(Map.of("cpus", 0.0, "disk", 0.0, "gpus", 0.0, "mem", 0.0));
        var ranges = new TreeMap<String, List<Value.Range>>();
        var sets = new TreeMap<String, TreeSet<String>>();
        for (var resource : resources) {
            var name = resource.hasRevocable() ? resource.getName() + "_revocable" : resource.getName();
            switch (resource.getType()) {
                case SCALAR -> scalars.merge(name, resource.getScalar().getValue(), ResourcesJson::plus);
                case RANGES ->
                    ranges.computeIfAbsent(name, key -> new ArrayList<>())
                            .addAll(resource.getRanges().getRangeList());
                case SET ->
                    sets.computeIfAbsent(name, key -> new TreeSet<>())
                            .addAll(resource.getSet().getItemList());
                case TEXT -> throw new IllegalStateException("a resource of type TEXT: " + name);
            }
        }
        var json = NODES.objectNode();
        scalars.forEach(json::put);
        ranges.forEach((name, list) -> json.put(name, rangesText(list)));
        sets.forEach((name, items) -> json.put(name, "{" + String.join(", ", items) + "}"));
        return json;
    }

    /** By role, for all roles that something is reserved for. */
    static ObjectNode reserved(List<Resource> resources) {
        var json = NODES.objectNode();
        byRole(resources).forEach((role, list) -> json.set(role, sum(list)));
        return json;
    }

    static ObjectNode reservedInFull(List<Resource> resources) {
        var json = NODES.objectNode();
        byRole(resources).forEach((role, list) -> json.set(role, full(list)));
        return json;
    }

    static List<Resource> unreserved(List<Resource> resources) {
        return resources.stream()
                .filter(resource -> reservationRole(resource).equals(UNRESERVED))
                .toList();
    }

    static ArrayNode full(List<Resource> resources) {
        var json = NODES.arrayNode();
        resources.forEach(resource -> json.add(ProtoJson.tree(resource)));
        return json;
    }

    /** The sum of a part of the resources by their allocation role. */
    static List<Resource> allocatedTo(String role, List<Resource> resources) {
        return resources.stream()
                .filter(resource -> resource.getAllocationInfo().getRole().equals(role))
                .toList();
    }

    static List<Resource> reservedFor(String role, List<Resource> resources) {
        return byRole(resources).getOrDefault(role, List.of());
    }

    private static Map<String, List<Resource>> byRole(List<Resource> resources) {
        return resources.stream()
                .filter(resource -> !reservationRole(resource).equals(UNRESERVED))
                .collect(Collectors.groupingBy(ResourcesJson::reservationRole, TreeMap::new, Collectors.toList()));
    }

    /* Both forms: the stack of reservations, and the older single role. */
    @SuppressWarnings("deprecation")
    private static String reservationRole(Resource resource) {
        int depth = resource.getReservationsCount();
        return depth > 0 ? resource.getReservations(depth - 1).getRole() : resource.getRole();
    }

    private static double plus(double one, double other) {
        return Math.round((one + other) * 1000) / 1000.0;
    }

    private static String rangesText(List<Value.Range> ranges) {
        return ranges.stream()
                .sorted((one, other) -> Long.compareUnsigned(one.getBegin(), other.getBegin()))
                .map(range -> range.getBegin() + "-" + range.getEnd())
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
