/* SPDX-License-Identifier: Apache-2.0 */
package dev.drey.harness.scenario.file;

import dev.drey.harness.scenario.Cluster;
import dev.drey.simulator.resources.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the cluster. */
final class ClusterReader {
    private static final List<String> AMOUNTS = List.of("cpus", "mem", "disk", "gpus", "ports", "reserved");
    private static final String PORTS = "31000-32000";

    private final Problems problems;

    ClusterReader(Problems problems) {
        this.problems = problems;
    }

    Cluster read(Entry cluster) {
        return new Cluster(
                cluster.find("masters").map(ClusterReader::masters).orElse(Cluster.Masters.ONE),
                cluster.list("agents").stream().map(this::group).toList(),
                cluster.list("neighbours").stream().map(this::neighbour).toList(),
                cluster.list("quotas").stream().map(this::quota).toList());
    }

    private static Cluster.Masters masters(Entry masters) {
        if (masters.isPlain()) {
            return new Cluster.Masters(masters.count(), Map.of());
        }
        var flags = new LinkedHashMap<String, String>();
        masters.map("flags").forEach((name, value) -> flags.put(name, value.text()));
        return new Cluster.Masters(masters.find("count").map(Entry::count).orElse(1), flags);
    }

    private Cluster.Group group(Entry group) {
        var attributes = new LinkedHashMap<String, List<String>>();
        group.map("attributes")
                .forEach((name, value) -> attributes.put(
                        name,
                        value.isPlain()
                                ? List.of(value.text())
                                : value.items().stream().map(Entry::text).toList()));
        return new Cluster.Group(
                group.find("count").map(Entry::count).orElse(1),
                checked(group, resources(group)),
                attributes,
                group.text("domain", ""));
    }

    private String resources(Entry group) {
        if (group.has("resources")) {
            AMOUNTS.stream()
                    .filter(group::has)
                    .forEach(key -> problems.at(group.get(key).node(), "either 'resources' or '" + key + "'"));
            return group.get("resources").text();
        }
        if (!group.has("cpus") || !group.has("mem")) {
            problems.at(group.node(), "an agent has 'cpus' and 'mem', or 'resources'");
            return "";
        }
        var parts = new ArrayList<String>();
        parts.add("cpus:" + group.get("cpus").text());
        parts.add("mem:" + group.get("mem").memory());
        group.find("disk").ifPresent(disk -> parts.add("disk:" + disk.memory()));
        group.find("gpus").ifPresent(gpus -> parts.add("gpus:" + gpus.text()));
        var ports = group.text("ports", PORTS);
        if (!ports.equals("none")) {
            parts.add("ports:[" + ports + "]");
        }
        group.map("reserved").forEach((role, text) -> {
            for (String part : text.text().split(";")) {
                parts.add(part.strip().replaceFirst(":", "(" + role + "):"));
            }
        });
        return String.join(";", parts);
    }

    private Cluster.Neighbour neighbour(Entry neighbour) {
        return new Cluster.Neighbour(
                neighbour.get("name").text(),
                neighbour.text("role", "*"),
                neighbour.get("tasks").count(),
                checked(neighbour.get("task"), neighbour.get("task").text()));
    }

    private Cluster.Quota quota(Entry quota) {
        return new Cluster.Quota(
                quota.get("role").text(),
                checked(quota, quota.text("guarantee", "")),
                checked(quota, quota.text("limit", "")));
    }

    private String checked(Entry entry, String resources) {
        try {
            if (!resources.isEmpty()) {
                Resources.parse(resources);
            }
        } catch (IllegalArgumentException e) {
            problems.at(entry.node(), "these are no resources of Mesos: " + e.getMessage());
        }
        return resources;
    }
}
