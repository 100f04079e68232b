/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.plan;

import dev.drey.model.Amount;
import dev.drey.model.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Resources for people: {@code cpus 2 (1.5 for flink), mem 4096 (for flink), 998 ports}. */
final class ResourceText {
    private static final List<String> FIRST = List.of("cpus", "mem", "disk", "gpus");

    private ResourceText() {}

    /** All of them; ports are counted. */
    static String of(List<Resource> resources) {
        var parts = new ArrayList<String>();
        scalars(resources)
                .forEach((name, amount) -> parts.add(name + " " + amount + reserved(name, amount, resources)));
        var ports = ports(resources);
        if (ports > 0) {
            parts.add(ports == 1 ? "1 port" : ports + " ports");
        }
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }

    /** All but ports. */
    static String scalarsOf(List<Resource> resources) {
        return of(resources.stream()
                .filter(resource -> resource.value() instanceof Resource.Scalar)
                .toList());
    }

    /** The sum by name: the ones everybody knows first. */
    static Map<String, Amount> scalars(List<Resource> resources) {
        Map<String, Amount> sums = new TreeMap<>();
        for (var resource : resources) {
            if (resource.value() instanceof Resource.Scalar scalar) {
                sums.merge(resource.name(), scalar.amount(), Amount::plus);
            }
        }
        Map<String, Amount> ordered = new LinkedHashMap<>();
        FIRST.stream().filter(sums::containsKey).forEach(name -> ordered.put(name, sums.remove(name)));
        ordered.putAll(sums);
        return ordered;
    }

    /** How much of this is reserved, by role. */
    static Map<String, Amount> reserved(List<Resource> resources, String name) {
        Map<String, Amount> reserved = new TreeMap<>();
        for (var resource : resources) {
            if (resource.name().equals(name)
                    && resource.isReserved()
                    && resource.value() instanceof Resource.Scalar scalar) {
                var stack = resource.reservations();
                reserved.merge(stack.get(stack.size() - 1).role(), scalar.amount(), Amount::plus);
            }
        }
        return reserved;
    }

    static long ports(List<Resource> resources) {
        return resources.stream()
                .filter(resource -> resource.name().equals("ports"))
                .filter(resource -> resource.value() instanceof Resource.Ranges)
                .flatMap(resource -> ((Resource.Ranges) resource.value()).ranges().stream())
                .mapToLong(range -> range.end() - range.begin() + 1)
                .sum();
    }

    /* Who it is for; how much of it only if that is not all. */
    private static String reserved(String name, Amount all, List<Resource> resources) {
        var roles = reserved(resources, name);
        if (roles.isEmpty()) {
            return "";
        }
        return roles.entrySet().stream()
                .map(role -> (role.getValue().equals(all) ? "" : role.getValue() + " ") + "for " + role.getKey())
                .collect(Collectors.joining(", ", " (", ")"));
    }
}
